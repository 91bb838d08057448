extension Double {
  /// Returns the natural logarithm of `x`, at most 1 ulp off.
  ///
  /// With x = 2ᵏ · (1 + f) and √½ ≤ 1 + f < √2, and with s = f / (2 + f), the series of the area
  /// hyperbolic tangent gives log(1 + f) = 2s + s · R(s²). As 2s = f − f²/2 + s · f²/2 and f is
  /// exact, only small terms carry rounding errors (the method of W. Kahan and K. C. Ng). R(z)/z
  /// is a polynomial of degree 7 found by Remez's algorithm; its error in the result is below
  /// 2⁻⁶⁹. The two large additions keep what they round off (Dekker, 1971), and k · ln 2 comes in
  /// two parts.
  ///
  /// - Parameter x: A number, positive where the result is to be one.
  /// - Returns: The natural logarithm of `x`; -∞ for ±0, +∞ for +∞, NaN for what is negative or NaN.
  public static func log(_ x: Double) -> Double {
    guard x > 0 else { return x == 0 ? -.infinity : .nan }
    guard x < .infinity else { return .infinity }

    let isSubnormal = x < .leastNormalMagnitude
    let bits = Int64(bitPattern: (isSubnormal ? x * 0x1p54 : x).bitPattern)
    let exponent = (bits - bitsOfRootHalf) >> 52
    let f = Double(bitPattern: UInt64(bits - exponent << 52)) - 1
    let k = Double(isSubnormal ? exponent - 54 : exponent)

    let s = f / (2 + f)
    let halfSquare = 0.5 * f * f
    let small = s * (halfSquare + logarithmicRemainder(s * s)) + k * Ln2.tail

    let head = k * Ln2.head
    let sum = head + f
    let lostFromSum = f - (sum - head)
    let difference = sum - halfSquare
    let lostFromDifference = (sum - difference) - halfSquare
    return difference + (lostFromDifference + (lostFromSum + small))
  }

  /// R(z) = (log((1 + s) / (1 − s)) − 2s) / s with z = s², for 0 ≤ z ≤ 0.0295.
  private static func logarithmicRemainder(_ z: Double) -> Double {
    var p = 0x1.10c6a90a84951p-3
    p = p * z + 0x1.0f31589bc4453p-3
    p = p * z + 0x1.3b22d6f904e69p-3
    p = p * z + 0x1.745ccfa617f2ep-3
    p = p * z + 0x1.c71c728faa570p-3
    p = p * z + 0x1.24924923f2e09p-2
    p = p * z + 0x1.999999999a197p-2
    p = p * z + 0x1.5555555555554p-1
    return p * z
  }

  /// The bit pattern of √½, where the range of 1 + f begins.
  private static let bitsOfRootHalf: Int64 = 0x3fe6_a09e_667f_3bcd
}
