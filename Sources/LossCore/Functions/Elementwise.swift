/// Returns e raised to each element.
///
/// PyTorch's `torch.exp`. At most 1 ulp off.
///
/// - Parameter input: A tensor of any shape.
/// - Returns: The exponentials, in the same shape.
public func exp<Scalar>(_ input: Tensor<Scalar>) -> Tensor<Scalar> {
  input.mapped { Scalar.exp($0) }
}

/// Returns the natural logarithm of each element.
///
/// PyTorch's `torch.log`. At most 1 ulp off; -∞ for 0, NaN for a negative number.
///
/// - Parameter input: A tensor of any shape.
/// - Returns: The logarithms, in the same shape.
public func log<Scalar>(_ input: Tensor<Scalar>) -> Tensor<Scalar> {
  input.mapped { Scalar.log($0) }
}

/// Returns x · log y for each pair of elements, with 0 · log y = 0.
///
/// NaN if y is NaN; else 0 if x is 0, even where log y is infinite or does not exist; else
/// x · log y, which is NaN for a negative y. PyTorch's `torch.xlogy` (`torch.special.xlogy`).
///
/// - Parameters:
///   - x: The factors.
///   - y: The numbers whose logarithm is taken; broadcast with `x`.
/// - Returns: The products, in nats if x is a probability; of the broadcast shape.
/// - Throws: ``LossError/notBroadcastable(left:right:)`` with both shapes.
/// - Complexity: O(count of the result).
public func xlogy<Scalar>(
  _ x: Tensor<Scalar>,
  _ y: Tensor<Scalar>
) throws(LossError) -> Tensor<Scalar> {
  try x.combined(with: y) { Scalar.xlogy($0, $1) }
}

/// Returns the entropy −x · log x of each element, in nats, with 0 · log 0 = 0.
///
/// -∞ for a negative element, NaN for NaN. PyTorch's `torch.special.entr`.
///
/// - Parameter input: A tensor of any shape, usually probabilities.
/// - Returns: The terms whose sum over a distribution is its entropy; in the same shape.
/// - Complexity: O(count).
public func entr<Scalar>(_ input: Tensor<Scalar>) -> Tensor<Scalar> {
  input.mapped { Scalar.entr($0) }
}

extension LossScalar {
  /// x · log y, 0 where x is 0 and y is a number.
  static func xlogy(_ x: Self, _ y: Self) -> Self {
    if y.isNaN { return .nan }
    return x == 0 ? 0 : x * log(y)
  }

  /// −x · log x, 0 where x is 0, -∞ where it is negative.
  static func entr(_ x: Self) -> Self {
    if x < 0 { return -.infinity }
    return x == 0 ? 0 : 0 - x * log(x)  // 0 where -x * log(x) would be -0.
  }
}
