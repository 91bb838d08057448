import Foundation
import LossCore

/// One call of a PyTorch function and what came of it, as a line of `cases.jsonl` has it.
struct OracleCase: Decodable {
  struct TensorData: Decodable {
    let dtype: String
    let shape: [Int]
    let data: [Number]

    func tensor<Scalar: LossScalar>(of type: Scalar.Type) throws -> Tensor<Scalar> {
      try Tensor(shape: shape, scalars: data.map { Scalar($0.value) })
    }
  }

  /// A number, or one of the strings that stand for what JSON cannot write.
  struct Number: Decodable {
    let value: Double

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      switch try? container.decode(String.self) {
      case "nan": value = .nan
      case "inf": value = .infinity
      case "-inf": value = -.infinity
      default: value = try container.decode(Double.self)
      }
    }
  }

  struct Options: Decodable {
    var dim: Int?
    var keepdim: Bool?
    var reduction: String?
    var log_target: Bool?
    var ignore_index: Int?
    var label_smoothing: Number?
  }

  struct Failure: Decodable {
    let kind: String
    let message: String
  }

  let id: Int
  let op: String
  let dtype: String
  let tags: [String]
  let inputs: [String: TensorData]
  let options: Options
  let expect: TensorData?
  let expect64: [Number]?
  let grad_output: TensorData?
  let grad: [String: TensorData]?
  let error: Failure?

  /// Whether the case cannot be written down in Swift: dtypes, the names of reductions and options
  /// that a loss does not have, which PyTorch checks when the program runs, types check before.
  var isRefusedByCompiler: Bool {
    let labels: Set = ["cross_entropy_index", "nll_loss"]
    let isIntegral = inputs.contains { name, data in
      data.dtype.hasPrefix("int") && !(labels.contains(op) && name == "target")
    }
    let hasFloatLabels = labels.contains(op) && inputs["target"]?.dtype.hasPrefix("float") == true
    let hasShortLabels = labels.contains(op) && inputs["target"]?.dtype == "int32"
    let hasForeignReduction = options.reduction != nil && reduction == nil
    let ignoresDistributions = op == "cross_entropy_prob" && error?.kind == "ignore_index"
    return isIntegral || hasFloatLabels || hasShortLabels || hasForeignReduction
      || ignoresDistributions
  }

  var reduction: Reduction? {
    Reduction.allCases.first { $0.description.lowercased() == options.reduction }
  }

  /// A result, and the gradients with respect to the named inputs if the case has any.
  typealias Outcome<Scalar: LossScalar> = (value: Tensor<Scalar>, gradients: [String: Tensor<Scalar>])

  /// Returns what the module computes for the case.
  func result<Scalar: LossScalar>(in type: Scalar.Type) throws -> Outcome<Scalar> {
    let dimension = options.dim ?? -1
    switch op {
    case "softmax":
      return try outcome(softmaxWithPullback(input("input"), along: dimension)) { ["input": $0] }
    case "log_softmax":
      return try outcome(logSoftmaxWithPullback(input("input"), along: dimension)) { ["input": $0] }
    case "logsumexp":
      let keeping = options.keepdim ?? false
      return try outcome(
        logSumExpWithPullback(input("input"), along: dimension, keepingDimension: keeping)
      ) { ["input": $0] }
    case "entr": return try outcome(entrWithPullback(input("input"))) { ["input": $0] }
    case "xlogy":
      return try outcome(xlogyWithPullback(input("input"), input("other"))) {
        ["input": $0.x, "other": $0.y]
      }
    case "kl_div":
      return try outcome(
        klDivLossWithPullback(
          input("input"),
          target: input("target"),
          reduction: reduction ?? .mean,
          logTarget: options.log_target ?? false
        )
      ) { ["input": $0.input, "target": $0.target] }
    default: return try labelled(type)
    }
  }

  /// The losses that know classes.
  private func labelled<Scalar: LossScalar>(_ type: Scalar.Type) throws -> Outcome<Scalar> {
    let weight: Tensor<Scalar>? = inputs["weight"] == nil ? nil : try input("weight")
    let smoothing = Scalar(options.label_smoothing?.value ?? 0)
    switch op {
    case "cross_entropy_prob":
      return try outcome(
        crossEntropyLossWithPullback(
          input("input"),
          targets: input("target"),
          weight: weight,
          labelSmoothing: smoothing,
          reduction: reduction ?? .mean
        )
      ) { ["input": $0.input, "target": $0.targets] }
    case "cross_entropy_index":
      return try outcome(
        crossEntropyLossWithPullback(
          input("input"),
          labels: labels(),
          weight: weight,
          ignoreIndex: options.ignore_index ?? -100,
          labelSmoothing: smoothing,
          reduction: reduction ?? .mean
        )
      ) { ["input": $0] }
    case "nll_loss":
      return try outcome(
        nllLossWithPullback(
          input("input"),
          labels: labels(),
          weight: weight,
          ignoreIndex: options.ignore_index ?? -100,
          reduction: reduction ?? .mean
        )
      ) { ["input": $0] }
    default: throw OracleFault.unknownOperation(id: id, name: op)
    }
  }

  private func input<Scalar: LossScalar>(_ name: String) throws -> Tensor<Scalar> {
    guard let data = inputs[name] else { throw OracleFault.missingInput(id: id, name: name) }
    return try data.tensor(of: Scalar.self)
  }

  private func labels() throws -> ClassLabels {
    guard let data = inputs["target"] else {
      throw OracleFault.missingInput(id: id, name: "target")
    }
    return try ClassLabels(shape: data.shape, indices: data.data.map { Int($0.value) })
  }

  private func outcome<Scalar, Gradients>(
    _ result: WithPullback<Scalar, Gradients>,
    _ named: (Gradients) -> [String: Tensor<Scalar>]
  ) throws -> Outcome<Scalar> {
    guard let upstream = grad_output else { return (result.value, [:]) }
    return (result.value, named(try result.pullback(upstream.tensor(of: Scalar.self))))
  }
}

/// A case that cannot be run.
enum OracleFault: Error {
  case missingInput(id: Int, name: String)
  case unknownOperation(id: Int, name: String)
}

extension LossError {
  /// The word the oracle has for this kind of error.
  var oracleKind: String {
    switch self {
    case .dimensionOutOfRange: "dim"
    case .notBroadcastable, .targetsShape, .labelsShape, .inputWithoutClasses: "shape"
    case .labelOutOfRange: "index"
    case .weightsShape: "weight_shape"
    case .labelSmoothingOutOfRange: "label_smoothing"
    case .unsupportedReduction: "reduction"
    default: "other"
    }
  }
}
