extension Double {
  /// Returns the natural logarithm of each lane, at most 1 ulp off.
  ///
  /// With x = 2ᵏ · (1 + f) and √½ ≤ 1 + f < √2, and with s = f / (2 + f), the series of the area
  /// hyperbolic tangent gives log(1 + f) = 2s + s · R(s²). As 2s = f − f²/2 + s · f²/2 and f is
  /// exact, only small terms carry rounding errors (the method of W. Kahan and K. C. Ng). R(z)/z
  /// is a polynomial of degree 7 found by Remez's algorithm; its error in the result is below
  /// 2⁻⁶⁹. The two large additions keep what they round off (Dekker, 1971), and k · ln 2 comes in
  /// two parts.
  ///
  /// - Parameter x: Numbers, positive where the results are to be numbers.
  /// - Returns: The natural logarithms; -∞ for ±0, +∞ for +∞, NaN for what is negative or NaN.
  @inline(never)
  public static func log(_ x: SIMD8<Double>) -> SIMD8<Double> { logarithms(x) }

  /// Returns the natural logarithm of a number: one lane of the function for eight, without the
  /// others.
  ///
  /// - Parameter x: A number, positive where the result is to be one.
  /// - Returns: The natural logarithm of `x`; -∞ for ±0, +∞ for +∞, NaN for what is negative or NaN.
  @inline(never)
  public static func log(_ x: Double) -> Double { logarithms(SIMD8(repeating: x))[0] }

  @inline(__always)
  private static func logarithms(_ x: SIMD8<Double>) -> SIMD8<Double> {
    sum(parts(x, lost: SIMD8(repeating: 0)))
      .replacing(with: .infinity, where: x .== .infinity)
      .replacing(with: -.infinity, where: x .== 0)
      .replacing(with: .nan, where: .!(x .>= 0))
  }

  /// Returns log(1 + x) of each lane, at most 1 ulp off.
  ///
  /// What 1 + x rounds off is known exactly (Knuth's two-sum); divided by 1 + x, it is one more
  /// small term of the logarithm of 1 + x.
  ///
  /// - Parameter x: Numbers, greater than -1 where the results are to be numbers.
  /// - Returns: The natural logarithms of 1 + x; -∞ for -1, +∞ for +∞, NaN for what is less or NaN.
  @inline(never)
  public static func log1p(_ x: SIMD8<Double>) -> SIMD8<Double> {
    let sum = 1 + x
    let part = sum - x
    let lost = (1 - part) + (x - (sum - part))
    return Self.sum(parts(sum, lost: lost / sum))
      .replacing(with: .infinity, where: x .== .infinity)
      .replacing(with: -.infinity, where: x .== -1)
      .replacing(with: .nan, where: .!(x .>= -1))
      .replacing(with: x, where: x .== 0)
  }

  /// Returns x · log x of each lane, as terms of a sum.
  ///
  /// The logarithm of what is less than the least normal number is some number near that one's, so
  /// that 0 gives 0.
  ///
  /// - Parameter x: Numbers that are not negative.
  /// - Returns: The products; +∞ for +∞, NaN for what is negative or NaN.
  @inline(__always)
  public static func xlogx(_ x: SIMD8<Double>) -> SIMD8<Double> {
    let (k, f) = split(x)
    let logarithm = sum(parts(k, f, lost: SIMD8(repeating: 0)))
    return (x * logarithm).replacing(with: .nan, where: x .< 0)
  }

  /// Returns log x with what rounding it loses: about a tenth of an ulp of that is off.
  static func preciseLog(_ x: Double) -> PreciseNumber {
    guard x > 0, x < .infinity else { return PreciseNumber(log(x)) }
    let (head, tail) = parts(SIMD8(repeating: x), lost: SIMD8(repeating: 0))
    return PreciseNumber(large: head[0], small: tail[0])
  }

  @inline(__always)
  private static func sum(_ parts: (SIMD8<Double>, SIMD8<Double>)) -> SIMD8<Double> {
    parts.0 + parts.1
  }

  /// A large and a small part of log x + `lost` for x positive and finite.
  @inline(__always)
  private static func parts(
    _ x: SIMD8<Double>,
    lost: SIMD8<Double>
  ) -> (SIMD8<Double>, SIMD8<Double>) {
    let isSubnormal = x .< .leastNormalMagnitude
    let (exponent, f) = split(x.replacing(with: x * 0x1p54, where: isSubnormal))
    let k = exponent.replacing(with: exponent - 54, where: isSubnormal)
    return parts(k, f, lost: lost)
  }

  /// k and f of x = 2ᵏ · (1 + f) for x positive, normal and finite.
  @inline(__always)
  private static func split(_ x: SIMD8<Double>) -> (k: SIMD8<Double>, f: SIMD8<Double>) {
    let bits = unsafeBitCast(x, to: SIMD8<UInt64>.self)
    // One more than twice 1023 keeps the difference positive; the sum with 2⁵² makes a number of it.
    let exponent = (bits &+ ((2047 << 52) &- bitsOfRootHalf)) &>> 52
    let number = unsafeBitCast(exponent | 0x4330_0000_0000_0000, to: SIMD8<Double>.self)
    let f = unsafeBitCast(bits &- ((exponent &- 2047) &<< 52), to: SIMD8<Double>.self) - 1
    return (number - (0x1p52 + 2047), f)
  }

  /// A large and a small part of k · log 2 + log(1 + f) + `lost`.
  @inline(__always)
  private static func parts(
    _ k: SIMD8<Double>,
    _ f: SIMD8<Double>,
    lost: SIMD8<Double>
  ) -> (SIMD8<Double>, SIMD8<Double>) {
    let s = f / (2 + f)
    let halfSquare = 0.5 * f * f
    let small = s * (halfSquare + remainder(s * s)) + (k * Ln2.tail + lost)

    let head = k * Ln2.head
    let sum = head + f
    let lostFromSum = f - (sum - head)
    let difference = sum - halfSquare
    let lostFromDifference = (sum - difference) - halfSquare
    return (difference, lostFromDifference + (lostFromSum + small))
  }

  /// R(z) = (log((1 + s) / (1 − s)) − 2s) / s with z = s², for 0 ≤ z ≤ 0.0295.
  @inline(__always)
  private static func remainder(_ z: SIMD8<Double>) -> SIMD8<Double> {
    var p = z * 0x1.10c6a90a84951p-3 + 0x1.0f31589bc4453p-3
    p = p * z + 0x1.3b22d6f904e69p-3
    p = p * z + 0x1.745ccfa617f2ep-3
    p = p * z + 0x1.c71c728faa570p-3
    p = p * z + 0x1.24924923f2e09p-2
    p = p * z + 0x1.999999999a197p-2
    p = p * z + 0x1.5555555555554p-1
    return p * z
  }

  /// The bit pattern of √½, where the range of 1 + f begins.
  private static let bitsOfRootHalf: UInt64 = 0x3fe6_a09e_667f_3bcd
}
