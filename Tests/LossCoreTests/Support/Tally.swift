import Foundation
import LossCore
import Testing

/// How a file of cases compared.
struct Tally: CustomStringConvertible {
  private(set) var values = 0
  private(set) var errors = 0
  private(set) var compileTimeErrors = 0
  private var valuesWithin4 = 0
  private var worst = 0.0
  private var gradients = 0
  private var gradientsWithin4 = 0
  private var worstGradient = 0.0
  private var judged = 0
  private var notFarther = 0

  /// The share of cases whose error against the exact result is at most PyTorch's.
  var nearer: Double { judged == 0 ? 1 : Double(notFarther) / Double(judged) }

  init(lines: [Substring]) throws {
    let decoder = JSONDecoder()
    for line in lines {
      let oracle = try decoder.decode(OracleCase.self, from: Data(line.utf8))
      if oracle.isRefusedByCompiler {
        #expect(oracle.error != nil, "case \(oracle.id), \(oracle.op): PyTorch gives a value")
        compileTimeErrors += 1
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
        Issue.record("case \(oracle.id), \(oracle.op): PyTorch raises \(oracle.error?.message ?? "")")
        return
      }
      let distance = distance(result.value, expected)
      #expect(
        distance <= 16,
        "case \(oracle.id), \(oracle.op): \(result.value), PyTorch \(expected)"
      )
      values += 1
      valuesWithin4 += distance <= 4 ? 1 : 0
      worst = max(worst, distance)
      judge(oracle, result.value, expected)
      for (name, data) in oracle.grad ?? [:] {
        let gradient = try #require(result.gradients[name], "case \(oracle.id): gradient of \(name)")
        compare(oracle, name, gradient, try data.tensor(of: type))
      }
    } catch let error as LossError {
      #expect(error.oracleKind == oracle.error?.kind, "case \(oracle.id), \(oracle.op): \(error)")
      errors += 1
    }
  }

  private mutating func compare<Scalar>(
    _ oracle: OracleCase,
    _ name: String,
    _ gradient: Tensor<Scalar>,
    _ expected: Tensor<Scalar>
  ) {
    let scale = expected.scalars.filter(\.isFinite).map { abs($0) }.max() ?? 1
    let distance = distance(gradient, expected, scale: max(1, scale))
    #expect(
      distance <= 16,
      "case \(oracle.id), \(oracle.op), gradient of \(name): \(gradient), PyTorch \(expected)"
    )
    gradients += 1
    gradientsWithin4 += distance <= 4 ? 1 : 0
    worstGradient = max(worstGradient, distance)
  }

  /// Asks which of two results is nearer to what was computed in float64.
  private mutating func judge<Scalar>(
    _ oracle: OracleCase,
    _ result: Tensor<Scalar>,
    _ torch: Tensor<Scalar>
  ) {
    guard let exact = oracle.expect64 else { return }
    func error(_ tensor: Tensor<Scalar>) -> Double {
      zip(tensor.scalars, exact).map { scalar, exact in
        let value = Double(scalar)
        return value.isFinite && exact.value.isFinite ? abs(value - exact.value) : 0
      }.max() ?? 0
    }
    judged += 1
    notFarther += error(result) <= error(torch) ? 1 : 0
  }

  var description: String {
    """
    \(values) values, \(valuesWithin4) of them within 4 eps, the worst \(worst); \
    \(gradients) gradients, \(gradientsWithin4) within 4 eps, the worst \(worstGradient); \
    \(errors) errors, \(compileTimeErrors) more that the compiler finds; \
    not farther from the float64 result than PyTorch in \(notFarther) of \(judged)
    """
  }
}
