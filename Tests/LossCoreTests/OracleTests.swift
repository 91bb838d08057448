import Foundation
import LossCore
import Testing

@Suite("PyTorch's own results")
struct OracleTests {
  @Test("a committed sample agrees: values, shapes, NaN and infinities, classes of error")
  func committedSample() throws {
    let lines = try Fixture.lines("cases.jsonl")
    let tally = try Tally(lines: lines)
    #expect(tally.values + tally.errors == lines.count, "every case of the sample is in scope")
    print("PyTorch's cases, sample: \(tally)")
  }

  @Test(
    "further files agree too",
    .enabled(if: ProcessInfo.processInfo.environment["LOSS_CORE_CASES"] != nil)
  )
  func furtherFiles() throws {
    let paths = ProcessInfo.processInfo.environment["LOSS_CORE_CASES"] ?? ""
    for path in paths.split(separator: ":") {
      let text = try String(contentsOfFile: String(path), encoding: .utf8)
      print("PyTorch's cases, \(path): \(try Tally(lines: text.split(separator: "\n")))")
    }
  }
}

/// How a file of cases compared.
private struct Tally: CustomStringConvertible {
  private(set) var values = 0
  private(set) var valuesWithin4 = 0
  private(set) var worst = 0.0
  private(set) var errors = 0
  private(set) var outOfScope = 0

  init(lines: [Substring]) throws {
    let decoder = JSONDecoder()
    for line in lines {
      let oracle = try decoder.decode(OracleCase.self, from: Data(line.utf8))
      if !oracle.isInScope {
        outOfScope += 1
      } else if oracle.dtype == "float32" {
        try compare(oracle, Float.self)
      } else {
        try compare(oracle, Double.self)
      }
    }
  }

  private mutating func compare<Scalar: LossScalar>(
    _ oracle: OracleCase,
    _ type: Scalar.Type
  ) throws {
    do {
      let result = try oracle.result(in: type)
      guard let expected = try oracle.expect?.tensor(of: type) else {
        Issue.record("case \(oracle.id): PyTorch raises \(oracle.error?.message ?? "")")
        return
      }
      let distance = distance(result, expected)
      #expect(distance <= 16, "case \(oracle.id), \(oracle.op): \(result), PyTorch \(expected)")
      values += 1
      valuesWithin4 += distance <= 4 ? 1 : 0
      worst = max(worst, distance)
    } catch let error as LossError {
      #expect(error.oracleKind == oracle.error?.kind, "case \(oracle.id), \(oracle.op): \(error)")
      errors += 1
    }
  }

  var description: String {
    "\(values) values, \(valuesWithin4) of them within 4 eps, the worst \(worst); "
      + "\(errors) errors; \(outOfScope) out of scope"
  }
}
