/// How a loss makes one number of its pointwise values: PyTorch's `reduction` argument.
///
/// All but ``none`` are a sum and a divisor; what the divisor is, each loss says.
public enum Reduction: Sendable, CaseIterable, CustomStringConvertible {
  /// No reduction: the values themselves. PyTorch's `"none"`.
  case none
  /// The sum, divided by nothing. PyTorch's `"sum"`.
  case sum
  /// The sum divided by the number of values: for ``klDivLoss(_:target:reduction:logTarget:inParallel:)`` of
  /// all elements, classes included; for ``crossEntropyLoss(_:targets:weight:labelSmoothing:reduction:inParallel:)`` of
  /// distributions. PyTorch's `"mean"`.
  case mean
  /// The sum divided by the size of the input's first dimension. PyTorch's `"batchmean"`, which
  /// only ``klDivLoss(_:target:reduction:logTarget:inParallel:)`` has.
  case batchMean

  /// The name of the case.
  public var description: String {
    switch self {
    case .none: "none"
    case .sum: "sum"
    case .mean: "mean"
    case .batchMean: "batchMean"
    }
  }
}
