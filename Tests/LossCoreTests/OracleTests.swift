import Foundation
import LossCore
import Testing

@Suite("PyTorch's own results")
struct OracleTests {
  @Test("a committed sample agrees: values, shapes, NaN and infinities, classes of error")
  func committedSample() throws {
    let lines = try Fixture.lines("cases.jsonl")
    let tally = try Tally(lines: lines)
    #expect(tally.values + tally.errors + tally.compileTimeErrors == lines.count)
    #expect(tally.nearer >= 0.95, "as near to the exact result as PyTorch, or nearer")
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

