/// Distributions as logarithms of probabilities, in nats. The last dimension holds the classes.
///
/// Probabilities too small to be held have logarithms that are not. -∞ is the logarithm of 0.
public struct LogProbabilities<Scalar: LossScalar>: Distribution, Equatable {
  /// The logarithms of the probabilities, in nats.
  public let tensor: Tensor<Scalar>

  /// True: the numbers are logarithms.
  public static var holdsLogarithms: Bool { true }

  /// Creates distributions from the logarithms of their probabilities.
  ///
  /// The sum of their exponentials is 1 here if it is no farther from it than rounding of the
  /// logarithms can have brought it: 16 · max(1, log C) ulp of 1 for C classes.
  ///
  /// - Parameter tensor: The logarithms; in each row along the last dimension the exponentials sum
  ///   to 1.
  /// - Throws: ``LossError/inputWithoutClasses(loss:)`` for the shape `[]`, or
  ///   ``LossError/notLogProbabilities(row:sum:)`` with the first row that holds no distribution.
  /// - Complexity: O(count), one exponential for each element.
  public init(_ tensor: Tensor<Scalar>) throws(LossError) {
    try tensor.requireRows(of: "LogProbabilities") { number, row in
      let sum = row.sum { Double.exp($0) }
      let scale = max(1, Double.log(Double(row.count)))
      return Probabilities<Scalar>.isOne(1 + (sum - 1) / scale)
        ? nil : .notLogProbabilities(row: number, sum: sum)
    }
    self.tensor = tensor
  }

  /// Creates distributions that are known to be some.
  init(checked tensor: Tensor<Scalar>) {
    self.tensor = tensor
  }

  /// The probabilities; 0 where they are too small to be held.
  ///
  /// - Complexity: O(count).
  public var probabilities: Probabilities<Scalar> {
    Probabilities(checked: tensor.mapped { Double.exp($0) })
  }
}
