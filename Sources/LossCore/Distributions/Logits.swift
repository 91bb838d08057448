/// Logits: scores whose softmax is a distribution. The last dimension holds the classes.
///
/// They are not a ``Distribution``: what takes probabilities or log-probabilities does not take them.
/// ``logProbabilities`` and ``probabilities`` are the ways there.
///
/// ```swift
/// let q = try Logits(Tensor([0.1, 0.2, 0.4, 0.3])).logProbabilities
/// ```
public struct Logits<Scalar: LossScalar>: Sendable, Equatable {
  /// The logits, in nats.
  public let tensor: Tensor<Scalar>

  /// Creates logits.
  ///
  /// - Parameter tensor: The logits; each row along the last dimension has at least one that is
  ///   finite, and none that is NaN or +∞.
  /// - Throws: ``LossError/inputWithoutClasses(loss:)`` for the shape `[]`, or
  ///   ``LossError/notLogits(row:)`` with the first row that has no distribution.
  /// - Complexity: O(count).
  public init(_ tensor: Tensor<Scalar>) throws(LossError) {
    try tensor.requireRows(of: "Logits") { number, row in
      row.maximum().isFinite && !row.hasNaN ? nil : .notLogits(row: number)
    }
    self.tensor = tensor
  }

  /// The logarithms of the softmax: logSoftmax(x)ᵢ = (xᵢ − m) − log Σⱼ exp(xⱼ − m), in nats.
  ///
  /// - Complexity: O(count).
  public var logProbabilities: LogProbabilities<Scalar> {
    LogProbabilities(checked: tensor.logSoftmax(Slices(rowsOf: tensor.shape), nil))
  }

  /// The softmax: softmax(x)ᵢ = exp(xᵢ − m) / Σⱼ exp(xⱼ − m).
  ///
  /// - Complexity: O(count).
  public var probabilities: Probabilities<Scalar> {
    Probabilities(checked: tensor.softmax(Slices(rowsOf: tensor.shape), nil))
  }
}
