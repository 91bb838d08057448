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
  let inputs: [String: TensorData]
  let options: Options
  let expect: TensorData?
  let error: Failure?

  /// Whether the module has what the case asks for, and the case can be written down at all:
  /// dtypes and the names of reductions are checked by the compiler.
  var isInScope: Bool {
    let operations: Set = [
      "softmax", "log_softmax", "logsumexp", "entr", "xlogy", "kl_div", "cross_entropy_prob",
    ]
    let hasForeignType = inputs.values.contains { $0.dtype == "int64" }
    let isSmoothed = (options.label_smoothing?.value ?? 0) > 0
    let ignoresLabels = (options.ignore_index ?? -100) >= 0
    let hasReduction = options.reduction == nil || reduction != nil
    return operations.contains(op) && !hasForeignType && inputs["weight"] == nil && !isSmoothed
      && !ignoresLabels && hasReduction
  }

  private var reduction: Reduction? {
    Reduction.allCases.first { $0.description.lowercased() == options.reduction }
  }

  /// Returns what the module computes for the case.
  func result<Scalar: LossScalar>(in type: Scalar.Type) throws -> Tensor<Scalar> {
    func input(_ name: String) throws -> Tensor<Scalar> {
      guard let data = inputs[name] else { throw OracleFault.missingInput(id: id, name: name) }
      return try data.tensor(of: type)
    }
    let dimension = options.dim ?? -1
    let reduction = reduction ?? .mean
    switch op {
    case "softmax": return try softmax(input("input"), along: dimension)
    case "log_softmax": return try logSoftmax(input("input"), along: dimension)
    case "logsumexp":
      return try logSumExp(
        input("input"),
        along: dimension,
        keepingDimension: options.keepdim ?? false
      )
    case "entr": return entr(try input("input"))
    case "xlogy": return try xlogy(input("input"), input("other"))
    case "kl_div":
      return try klDivLoss(
        input("input"),
        target: input("target"),
        reduction: reduction,
        logTarget: options.log_target ?? false
      )
    case "cross_entropy_prob":
      return try crossEntropyLoss(
        input("input"),
        targets: input("target"),
        reduction: reduction
      )
    default: throw OracleFault.unknownOperation(id: id, name: op)
    }
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
    case .notBroadcastable, .targetsShape: "shape"
    case .unsupportedReduction: "reduction"
    default: "other"
    }
  }
}
