#if hasFeature(Embedded)
  /// What a vector's lanes can be.
  public typealias LaneScalar = SIMDScalar
#else
  /// What a vector's lanes can be. The standard library's vectors are codable, and so must they be.
  public typealias LaneScalar = Decodable & Encodable & SIMDScalar
#endif

/// A scalar that tensors hold and losses are computed in: `Float` or `Double`.
///
/// Its logarithm and exponential are part of the protocol because they are this module's own. They
/// use additions, multiplications and divisions alone, each rounded once, so that a number comes
/// out with the same bits on every platform and at every optimisation level; a platform's
/// mathematics library promises no such thing. Each exists for one number and for eight at once,
/// and one number is always the first of eight: the bits are the same.
public protocol LossScalar:
  BinaryFloatingPoint, BitwiseCopyable, CustomStringConvertible, LaneScalar, Sendable
{
  /// Returns e raised to the power of each lane.
  ///
  /// At most 1 ulp off. `exp(-∞)` is 0, `exp(+∞)` is +∞, `exp(NaN)` is NaN; what is too large
  /// becomes +∞, what is too small goes through the subnormal numbers to 0.
  ///
  /// - Parameter x: The exponents.
  /// - Returns: The exponentials.
  static func exp(_ x: SIMD8<Self>) -> SIMD8<Self>

  /// Returns eˣ − 1 of each lane, without losing digits where x is small.
  ///
  /// At most 1 ulp off. `expm1(±0)` is 0, `expm1(-∞)` is -1, `expm1(+∞)` is +∞.
  ///
  /// - Parameter x: The exponents.
  /// - Returns: The exponentials minus 1.
  static func expm1(_ x: SIMD8<Self>) -> SIMD8<Self>

  /// Returns the natural logarithm of each lane.
  ///
  /// At most 1 ulp off, subnormal numbers included. `log(±0)` is -∞, `log(+∞)` is +∞; the
  /// logarithm of a negative number or of NaN is NaN.
  ///
  /// - Parameter x: Numbers, positive where the results are to be numbers.
  /// - Returns: The natural logarithms.
  static func log(_ x: SIMD8<Self>) -> SIMD8<Self>

  /// Returns log(1 + x) of each lane, without losing digits where x is small.
  ///
  /// At most 1 ulp off. `log1p(±0)` is 0, `log1p(-1)` is -∞, `log1p(+∞)` is +∞; what is less than
  /// -1 gives NaN.
  ///
  /// - Parameter x: Numbers, greater than -1 where the results are to be numbers.
  /// - Returns: The natural logarithms of 1 + x.
  static func log1p(_ x: SIMD8<Self>) -> SIMD8<Self>

  /// Returns e raised to powers that are not positive, as terms of a sum that begins at 1: where they
  /// are too small for such a sum, some other small number.
  ///
  /// - Parameter x: The exponents, 0 at most, or NaN.
  /// - Returns: The exponentials; NaN for NaN.
  static func decay(_ x: SIMD8<Self>) -> SIMD8<Self>

  /// Returns x · log x as terms of a sum: a few ulp off, and not exact where x is subnormal.
  ///
  /// - Parameter x: Numbers that are not negative.
  /// - Returns: The products; 0 for 0, +∞ for +∞, NaN for what is negative or NaN.
  static func xlogx(_ x: SIMD8<Self>) -> SIMD8<Self>

  /// The number as a `Double`, exactly.
  var wide: Double { get }

  /// Creates the number nearest to a `Double`.
  ///
  /// - Parameter wide: A number, which is rounded.
  init(wide: Double)
}

extension LossScalar {
  /// Returns e raised to the power `x`: one lane of the function for eight.
  ///
  /// - Parameter x: The exponent.
  /// - Returns: The exponential of `x`; 0 for -∞, +∞ for +∞ and on overflow, NaN for NaN.
  public static func exp(_ x: Self) -> Self { exp(SIMD8(repeating: x))[0] }

  /// Returns eˣ − 1: one lane of the function for eight.
  ///
  /// - Parameter x: The exponent.
  /// - Returns: The exponential of `x` minus 1; -1 for -∞, +∞ for +∞ and on overflow.
  public static func expm1(_ x: Self) -> Self { expm1(SIMD8(repeating: x))[0] }

  /// Returns the natural logarithm of `x`: one lane of the function for eight.
  ///
  /// - Parameter x: A number, positive where the result is to be one.
  /// - Returns: The natural logarithm of `x`; -∞ for ±0, +∞ for +∞, NaN for what is negative or NaN.
  public static func log(_ x: Self) -> Self { log(SIMD8(repeating: x))[0] }

  /// Returns log(1 + x): one lane of the function for eight.
  ///
  /// - Parameter x: A number, greater than -1 where the result is to be one.
  /// - Returns: The natural logarithm of 1 + `x`; -∞ for -1, +∞ for +∞, NaN for what is less.
  public static func log1p(_ x: Self) -> Self { log1p(SIMD8(repeating: x))[0] }

  /// The number itself, or the one plain NaN: which sign and payload an operation gives to NaN
  /// differs from processor to processor, and the sign is printed.
  @inline(__always)
  var canonical: Self { isNaN ? .nan : self }
}

extension LossScalar {
  /// The number itself, or an infinity where it is out of this type's range: intermediate results
  /// are computed in `Double`, but overflow where they would in the scalar's own arithmetic.
  @inline(__always)
  static func bounded(_ wide: Double) -> Double {
    let scalar = Self(wide: wide)
    return scalar.isInfinite ? scalar.wide : wide
  }
}

extension Double: LossScalar {
  /// The number itself.
  @inline(__always)
  public var wide: Double { self }

  /// Creates the number itself.
  ///
  /// - Parameter wide: A number.
  @inline(__always)
  public init(wide: Double) { self = wide }
}

extension Float: LossScalar {
  /// The number as a `Double`, exactly.
  @inline(__always)
  public var wide: Double { Double(self) }

  /// Creates the `Float` nearest to a `Double`.
  ///
  /// - Parameter wide: A number, which is rounded.
  @inline(__always)
  public init(wide: Double) { self = Float(wide) }
}
