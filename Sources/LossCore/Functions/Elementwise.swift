/// Returns e raised to each element.
///
/// PyTorch's `torch.exp`. At most 1 ulp off.
///
/// - Parameter input: A tensor of any shape.
/// - Returns: The exponentials, in the same shape.
@specialized(where Scalar == Float)
@specialized(where Scalar == Double)
public func exp<Scalar>(_ input: Tensor<Scalar>) -> Tensor<Scalar> {
  input.mapped { Double.exp($0) }
}

/// Returns the natural logarithm of each element.
///
/// PyTorch's `torch.log`. At most 1 ulp off; -∞ for 0, NaN for a negative number.
///
/// - Parameter input: A tensor of any shape.
/// - Returns: The logarithms, in the same shape.
@specialized(where Scalar == Float)
@specialized(where Scalar == Double)
public func log<Scalar>(_ input: Tensor<Scalar>) -> Tensor<Scalar> {
  input.mapped { Double.log($0) }
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
@specialized(where Scalar == Float)
@specialized(where Scalar == Double)
public func xlogy<Scalar>(
  _ x: Tensor<Scalar>,
  _ y: Tensor<Scalar>
) throws(LossError) -> Tensor<Scalar> {
  try x.combined(with: y) { Double.xlogy($0, $1) }
}

/// Returns the entropy −x · log x of each element, in nats, with 0 · log 0 = 0.
///
/// -∞ for a negative element, NaN for NaN. PyTorch's `torch.special.entr`.
///
/// - Parameter input: A tensor of any shape, usually probabilities.
/// - Returns: The terms whose sum over a distribution is its entropy; in the same shape.
/// - Complexity: O(count).
@specialized(where Scalar == Float)
@specialized(where Scalar == Double)
public func entr<Scalar>(_ input: Tensor<Scalar>) -> Tensor<Scalar> {
  input.mapped { Double.entr($0) }
}

extension Double {
  /// x · log y, 0 where x is 0 and y is a number.
  @inline(__always)
  static func xlogy(_ x: Double, _ y: Double) -> Double {
    if y.isNaN { return .nan }
    return x == 0 ? 0 : x * log(y)
  }

  /// −x · log x, 0 where x is 0, -∞ where it is negative.
  @inline(__always)
  static func entr(_ x: Double) -> Double {
    if x < 0 { return -.infinity }
    return x == 0 ? 0 : 0 - x * log(x)  // 0 where -x * log(x) would be -0.
  }
}
