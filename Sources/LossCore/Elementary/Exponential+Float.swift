extension Float {
  /// Returns e raised to the power of each lane, at most 1 ulp off.
  ///
  /// As in `Double`, in `Float`'s own arithmetic: the first part of ln 2 has 15 bits, and Q is of
  /// degree 5 with an error below 2⁻³³.
  ///
  /// - Parameter x: The exponents.
  /// - Returns: The exponentials; 0 for -∞, +∞ for +∞ and on overflow, NaN for NaN.
  @inline(never)
  public static func exp(_ x: SIMD8<Float>) -> SIMD8<Float> {
    let bounded = x.replacing(with: -104, where: x .< -104).replacing(with: 89, where: x .> 89)
    let reduced = Reduced(bounded)
    // Two steps, as 2ᵏ itself may be out of range; only the second can round.
    let k = reduced.k
    let first = k.replacing(with: -100, where: k .< -100).replacing(with: 127, where: k .> 127)
    return reduced.fraction() * powerOfTwo(first) * powerOfTwo(k - first)
  }

  /// Returns e raised to powers that are not positive, as terms of a sum that begins at 1.
  ///
  /// eˣ = 2ᵏ · 2ᶠ with k + f = x / ln 2. A polynomial gives the root of 2ᶠ, where one of degree 4 will
  /// do: squared, its error is below 2⁻²² and has either sign. The relative error is below
  /// (8 + 2|x|) · 2⁻²⁴, and nothing is less than 2⁻¹²⁶: neither shows in such a sum.
  ///
  /// - Parameter x: The exponents, 0 at most, or NaN.
  /// - Returns: The exponentials; NaN for NaN.
  @inline(__always)
  public static func decay(_ x: SIMD8<Float>) -> SIMD8<Float> {
    let scaled = x * 0x1.715476p+0
    let bounded = scaled.replacing(with: -126, where: scaled .< -126)
    // The sum's last bits are k + 127, the exponent of 2ᵏ.
    let shifted = bounded + (0x1.8p+23 + 127)
    let f = bounded - (shifted - (0x1.8p+23 + 127))
    let square = f * f
    let upper = square * 0x1.3aef88p-11 + (f * 0x1.c787e6p-8 + 0x1.ebfc4ep-5)
    let root = upper * square + (f * 0x1.62e3fcp-2 + 1)
    let power = unsafeBitCast(shifted, to: SIMD8<UInt32>.self) &<< 23
    return root * (root * unsafeBitCast(power, to: SIMD8<Float>.self))
  }

  /// Returns eˣ − 1 of each lane, at most 1 ulp off: that of `Double`, rounded.
  ///
  /// - Parameter x: The exponents.
  /// - Returns: The exponentials minus 1; -1 for -∞, +∞ for +∞ and on overflow, NaN for NaN.
  public static func expm1(_ x: SIMD8<Float>) -> SIMD8<Float> {
    SIMD8<Float>(Double.expm1(widened(x)))
  }

  /// 2 to the power of integers between -126 and 127.
  @inline(__always)
  private static func powerOfTwo(_ exponent: SIMD8<Float>) -> SIMD8<Float> {
    // The sum's last bits are the exponent; they are shifted to where it belongs.
    let bits = unsafeBitCast(exponent + (0x1.8p+23 + 127), to: SIMD8<UInt32>.self)
    return unsafeBitCast(bits &<< 23, to: SIMD8<Float>.self)
  }

  /// x = k · ln 2 + r, r being a sum of two numbers.
  private struct Reduced {
    let k: SIMD8<Float>
    let r: SIMD8<Float>
    let lostFromR: SIMD8<Float>

    @inline(__always)
    init(_ x: SIMD8<Float>) {
      // Adding and taking away 1.5 · 2²³ rounds to the nearest integer.
      k = (x * 0x1.715476p+0 + 0x1.8p+23) - 0x1.8p+23
      let head = x - k * 0x1.62e4p-1
      let tail = k * 0x1.7f7d1cp-20
      r = head - tail
      lostFromR = (head - r) - tail
    }

    /// eʳ.
    @inline(__always)
    func fraction() -> SIMD8<Float> {
      let nearly = 1 + r
      let lostFromSum = (1 - nearly) + r
      return nearly + (lostFromSum + (lostFromR + r * r * polynomial()))
    }

    /// (eʳ − 1 − r) / r².
    @inline(__always)
    func polynomial() -> SIMD8<Float> {
      var q = r * 0x1.a19c3cp-13 + 0x1.6d4efap-10
      q = q * r + 0x1.111094p-7
      q = q * r + 0x1.5554e6p-5
      q = q * r + 0x1.555556p-3
      return q * r + 0.5
    }
  }
}
