extension Float {
  /// Returns the natural logarithm of each lane, at most 1 ulp off.
  ///
  /// As in `Double`, in `Float`'s own arithmetic; R(z)/z is of degree 2 with an error below 2⁻³².
  ///
  /// - Parameter x: Numbers, positive where the results are to be numbers.
  /// - Returns: The natural logarithms; -∞ for ±0, +∞ for +∞, NaN for what is negative or NaN.
  @inline(__always)
  public static func log(_ x: SIMD8<Float>) -> SIMD8<Float> {
    logarithm(x)
      .replacing(with: .infinity, where: x .== .infinity)
      .replacing(with: -.infinity, where: x .== 0)
      .replacing(with: .nan, where: .!(x .>= 0))
  }

  /// Returns log(1 + x) of each lane, at most 1 ulp off: that of `Double`, rounded.
  ///
  /// - Parameter x: Numbers, greater than -1 where the results are to be numbers.
  /// - Returns: The natural logarithms of 1 + x; -∞ for -1, +∞ for +∞, NaN for what is less or NaN.
  public static func log1p(_ x: SIMD8<Float>) -> SIMD8<Float> {
    SIMD8<Float>(Double.log1p(widened(x)))
  }

  /// Returns x · log x of each lane, as terms of a sum.
  ///
  /// The logarithm does without the corrections of ``log(_:)-(SIMD8<Float>)``, and that of what is less
  /// than the least normal number is some number near it, so that 0 gives 0.
  ///
  /// - Parameter x: Numbers that are not negative.
  /// - Returns: The products; +∞ for +∞, NaN for what is negative or NaN.
  @inline(__always)
  public static func xlogx(_ x: SIMD8<Float>) -> SIMD8<Float> {
    let (k, f) = split(x)
    let s = f / (2 + f)
    let logarithm = k * 0x1.62e43p-1 + (f - s * (f - remainder(s * s)))
    // The mask's bits, all set where x is negative, are those of a NaN.
    let product = unsafeBitCast(x * logarithm, to: SIMD8<UInt32>.self)
    let mask = unsafeBitCast(x .< 0, to: SIMD8<UInt32>.self)
    return unsafeBitCast(product | mask, to: SIMD8<Float>.self)
  }

  /// log x for x positive and finite.
  @inline(__always)
  private static func logarithm(_ x: SIMD8<Float>) -> SIMD8<Float> {
    let isSubnormal = x .< .leastNormalMagnitude
    let (exponent, f) = split(x.replacing(with: x * 0x1p25, where: isSubnormal))
    let k = exponent.replacing(with: exponent - 25, where: isSubnormal)
    return logarithm(k, f)
  }

  /// k and f of x = 2ᵏ · (1 + f) for x positive, normal and finite.
  @inline(__always)
  private static func split(_ x: SIMD8<Float>) -> (k: SIMD8<Float>, f: SIMD8<Float>) {
    let bits = unsafeBitCast(x, to: SIMD8<UInt32>.self)
    // Twice 127 plus 1 keeps the difference positive; the sum with 2²³ makes a number of it.
    let shifted = bits &+ ((255 << 23) &- bitsOfRootHalf)
    let number = unsafeBitCast(shifted &>> 23 | 0x4b00_0000, to: SIMD8<Float>.self)
    let f = unsafeBitCast((shifted & 0x7f_ffff) &+ bitsOfRootHalf, to: SIMD8<Float>.self) - 1
    return (number - (0x1p23 + 255), f)
  }

  /// k · log 2 + log(1 + f).
  @inline(__always)
  private static func logarithm(
    _ k: SIMD8<Float>,
    _ f: SIMD8<Float>
  ) -> SIMD8<Float> {
    let s = f / (2 + f)
    let halfSquare = 0.5 * f * f
    let small = s * (halfSquare + remainder(s * s)) + k * 0x1.7f7d1cp-20

    let head = k * 0x1.62e4p-1
    let sum = head + f
    let lostFromSum = f - (sum - head)
    let difference = sum - halfSquare
    let lostFromDifference = (sum - difference) - halfSquare
    return difference + (lostFromDifference + (lostFromSum + small))
  }

  /// R(z) = (log((1 + s) / (1 − s)) − 2s) / s with z = s², for 0 ≤ z ≤ 0.0295.
  @inline(__always)
  private static func remainder(_ z: SIMD8<Float>) -> SIMD8<Float> {
    let p = z * 0x1.32ce6ap-2 + 0x1.99546p-2
    return (p * z + 0x1.555588p-1) * z
  }

  /// The bit pattern of √½, where the range of 1 + f begins.
  private static let bitsOfRootHalf: UInt32 = 0x3f35_04f3
}
