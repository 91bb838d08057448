/// What a function computed, and the way back: from a gradient with respect to the result to the
/// gradients with respect to what it was computed from.
///
/// ```swift
/// let loss = try klDivLossWithPullback(logQ, target: p, reduction: .batchMean)
/// let gradients = try loss.gradients()
/// gradients.input                  // −p / 4, where logQ has the shape [4]
/// ```
///
/// The gradients are PyTorch's, in each place where the derivative does not exist too.
public struct WithPullback<Scalar: LossScalar, Gradients>: Sendable {
  /// The result.
  public let value: Tensor<Scalar>

  private let pull: @Sendable (Tensor<Scalar>) -> Gradients

  init(value: Tensor<Scalar>, pull: @escaping @Sendable (Tensor<Scalar>) -> Gradients) {
    self.value = value
    self.pull = pull
  }

  /// Returns the vector–Jacobian product: what a gradient with respect to the result means for
  /// that from which it was computed.
  ///
  /// - Parameter gradient: The gradient of something with respect to ``value``, of its shape.
  /// - Returns: The gradients of the same with respect to the inputs, each of its input's shape.
  /// - Throws: ``LossError/gradientShape(value:gradient:)``.
  /// - Complexity: That of the function itself.
  public func pullback(_ gradient: Tensor<Scalar>) throws(LossError) -> Gradients {
    guard gradient.shape == value.shape else {
      throw .gradientShape(value: value.shape, gradient: gradient.shape)
    }
    return pull(gradient)
  }

  /// Returns the gradients of the sum of the result, which is the result itself if it is a single
  /// number. PyTorch's `value.sum().backward()`.
  ///
  /// - Returns: The gradients with respect to the inputs, each of its input's shape.
  /// - Complexity: That of the function itself.
  public func gradients() -> Gradients {
    pull(Tensor(checkedShape: value.shape, [Scalar](repeating: 1, count: value.count)))
  }
}
