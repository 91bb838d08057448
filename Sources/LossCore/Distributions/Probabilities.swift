/// Distributions as probabilities. The last dimension holds the classes.
///
/// Zeros are held exactly, and stay zeros: 0 · log 0 is 0 in all that is computed from them.
///
/// ```swift
/// let p = try Probabilities(Tensor([0.25, 0, 0.75]))
/// try entropy(of: p).item()    // 0.5623351446188083
/// ```
public struct Probabilities<Scalar: LossScalar>: Distribution, Equatable {
  /// The probabilities.
  public let tensor: Tensor<Scalar>

  /// False: the numbers are probabilities.
  public static var holdsLogarithms: Bool { false }

  /// Creates distributions from their probabilities.
  ///
  /// A sum is 1 here if it is no farther from it than rounding can have brought it: 16 ulp of 1.
  /// What is farther away is not divided by its sum, but refused.
  ///
  /// - Parameter tensor: The probabilities, at least 0; each row along the last dimension sums to 1.
  /// - Throws: ``LossError/inputWithoutClasses(loss:)`` for the shape `[]`, or
  ///   ``LossError/notProbabilities(row:sum:)`` with the first row that is no distribution.
  /// - Complexity: O(count).
  public init(_ tensor: Tensor<Scalar>) throws(LossError) {
    try tensor.requireRows(of: "Probabilities") { number, row in
      let sum = row.sum { $0 >= 0 ? $0 : .nan }
      return Self.isOne(sum) ? nil : .notProbabilities(row: number, sum: sum)
    }
    self.tensor = tensor
  }

  /// Creates distributions that are known to be some.
  init(checked tensor: Tensor<Scalar>) {
    self.tensor = tensor
  }

  /// The logarithms of the probabilities, in nats; -∞ where a probability is 0.
  ///
  /// - Complexity: O(count).
  public var logProbabilities: LogProbabilities<Scalar> {
    LogProbabilities(checked: tensor.mapped { Double.log($0) })
  }

  /// Whether a sum of probabilities is 1 up to rounding.
  static func isOne(_ sum: Double) -> Bool {
    abs(sum - 1) <= 16 * Scalar.ulpOfOne.wide
  }
}
