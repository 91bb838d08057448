/// How a reduced loss came about: a sum, what it was divided by, and what that number is.
///
/// ```swift
/// let ledger = try klDivLossLedger(logQ, target: p, reduction: .batchMean)
/// ledger.divisor                   // 4.0, where logQ has the shape [4]
/// ledger.origin                    // batch
/// ledger.isNumberOfDistributions   // false: there is one distribution
/// ```
public struct LossLedger<Scalar: LossScalar>: Sendable {
  /// Where a divisor comes from.
  public enum Origin: Sendable, CaseIterable, CustomStringConvertible {
    /// Nothing was divided: the reduction is ``Reduction/sum``. The divisor is 1.
    case nothing
    /// The number of pointwise values, classes included: ``Reduction/mean`` of a KL loss.
    case elements
    /// The size of the input's first dimension, 1 if it has none: ``Reduction/batchMean``.
    case batch
    /// The number of distributions: the mean of a cross-entropy with distributions as targets.
    case distributions
    /// The number of labels that are not ignored: the mean of a loss with labels.
    case keptLabels
    /// The sum of the weights of the labels that are not ignored: the mean of a weighted loss.
    case keptWeights

    /// The name of the case.
    public var description: String {
      switch self {
      case .nothing: "nothing"
      case .elements: "elements"
      case .batch: "batch"
      case .distributions: "distributions"
      case .keptLabels: "keptLabels"
      case .keptWeights: "keptWeights"
      }
    }
  }

  private let wideSum: Double
  private let wideDivisor: Double
  private let wideValue: Double

  /// Where the divisor comes from.
  public let origin: Origin

  /// The number of distributions that the input, broadcast with the target, is made of: for a KL
  /// loss the last dimension holds the classes, for a cross-entropy the class dimension does.
  /// Distributions whose label is ignored are not counted.
  public let distributions: Int

  /// Creates an account; the value is the sum divided by the divisor, if it is not computed apart.
  init(
    sum: Double,
    divisor: Double,
    value: Double? = nil,
    origin: Origin,
    distributions: Int
  ) {
    wideSum = sum
    wideDivisor = divisor
    wideValue = value ?? sum / divisor
    self.origin = origin
    self.distributions = distributions
  }

  /// The sum of the pointwise values, in nats.
  public var sum: Scalar { Scalar(wide: wideSum).canonical }

  /// What the sum was divided by.
  public var divisor: Scalar { Scalar(wide: wideDivisor).canonical }

  /// The loss: the sum divided by the divisor, rounded once, in nats.
  public var value: Scalar { Scalar(wide: wideValue).canonical }

  /// Whether the divisor is the number of distributions, so that the loss is their mean.
  public var isNumberOfDistributions: Bool { wideDivisor == Double(distributions) }
}

extension LossLedger: CustomStringConvertible {
  /// The account on one line: `0.0716 / 4.0 (batch) = 0.0179; 1 distribution`, with all digits.
  public var description: String {
    "\(sum.description) / \(divisor.description) (\(origin.description)) = \(value.description); "
      + "\(distributions.description) distribution\(distributions == 1 ? "" : "s")"
  }
}
