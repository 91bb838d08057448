/// A scalar that tensors hold and losses are computed in: `Float` or `Double`.
///
/// Its logarithm and exponential are part of the protocol because they are this module's own. They
/// use additions, multiplications and divisions alone, each rounded once, so that a number comes
/// out with the same bits on every platform and at every optimisation level; a platform's
/// mathematics library promises no such thing.
public protocol LossScalar:
  BinaryFloatingPoint, BitwiseCopyable, CustomStringConvertible, Sendable
{
  /// Returns e raised to the power `x`.
  ///
  /// At most 1 ulp off. `exp(-∞)` is 0, `exp(+∞)` is +∞, `exp(NaN)` is NaN; what is too large
  /// becomes +∞, what is too small goes through the subnormal numbers to 0.
  ///
  /// - Parameter x: The exponent.
  /// - Returns: The exponential of `x`.
  static func exp(_ x: Self) -> Self

  /// Returns the natural logarithm of `x`.
  ///
  /// At most 1 ulp off, subnormal numbers included. `log(±0)` is -∞, `log(+∞)` is +∞; the
  /// logarithm of a negative number or of NaN is NaN.
  ///
  /// - Parameter x: A number, positive where the result is to be one.
  /// - Returns: The natural logarithm of `x`.
  static func log(_ x: Self) -> Self
}

extension LossScalar {
  /// The number itself, or the one plain NaN: which sign and payload an operation gives to NaN
  /// differs from processor to processor, and the sign is printed.
  @inline(__always)
  var canonical: Self { isNaN ? .nan : self }
}

extension Double: LossScalar {}

extension Float: LossScalar {
  /// Returns e raised to the power `x`: the `Double` result, rounded once to `Float`.
  ///
  /// - Parameter x: The exponent.
  /// - Returns: The exponential of `x`.
  public static func exp(_ x: Float) -> Float {
    Float(Double.exp(Double(x)))
  }

  /// Returns the natural logarithm of `x`: the `Double` result, rounded once to `Float`.
  ///
  /// - Parameter x: A number, positive where the result is to be one.
  /// - Returns: The natural logarithm of `x`.
  public static func log(_ x: Float) -> Float {
    Float(Double.log(Double(x)))
  }
}
