extension Double {
  /// Returns e raised to the power of each lane, at most 1 ulp off.
  ///
  /// The argument is reduced as Cody and Waite do (*Software Manual for the Elementary Functions*,
  /// 1980): x = k · ln 2 + r with |r| ≤ ½ ln 2, ln 2 being held in two parts so that k times the
  /// first is exact. Then eˣ = 2ᵏ · (1 + r + r² · Q(r)), where Q is the polynomial of degree 10
  /// that Remez's algorithm finds for (eʳ − 1 − r) / r²; its error is below 2⁻⁶³. What rounding r
  /// and 1 + r loses is carried along (Dekker, 1971), which leaves little more than the half ulp
  /// of the final addition.
  ///
  /// - Parameter x: The exponents.
  /// - Returns: The exponentials; 0 for -∞, +∞ for +∞ and on overflow, NaN for NaN.
  @inline(never)
  public static func exp(_ x: SIMD8<Double>) -> SIMD8<Double> { powers(x) }

  /// Returns e raised to a power: one lane of the function for eight, without the others.
  ///
  /// - Parameter x: The exponent.
  /// - Returns: The exponential of `x`; 0 for -∞, +∞ for +∞ and on overflow, NaN for NaN.
  @inline(never)
  public static func exp(_ x: Double) -> Double { powers(SIMD8(repeating: x))[0] }

  @inline(__always)
  private static func powers(_ x: SIMD8<Double>) -> SIMD8<Double> {
    let bounded = x.replacing(with: -746, where: x .< -746).replacing(with: 710, where: x .> 710)
    let reduced = Reduced(bounded)
    // Two steps, as 2ᵏ itself may be out of range; only the second can round.
    let k = reduced.k
    let first = k.replacing(with: -1000, where: k .< -1000).replacing(with: 1023, where: k .> 1023)
    return reduced.fraction() * powerOfTwo(first) * powerOfTwo(k - first)
  }

  /// Returns e raised to powers that are not positive, as terms of a sum that begins at 1.
  ///
  /// At most 1 ulp off, and never less than e⁻⁷⁰⁸, which such a sum would not show.
  ///
  /// - Parameter x: The exponents, 0 at most, or NaN.
  /// - Returns: The exponentials; NaN for NaN.
  @inline(never)
  public static func decay(_ x: SIMD8<Double>) -> SIMD8<Double> {
    let reduced = Reduced(x.replacing(with: -708, where: x .< -708))
    return reduced.fraction() * powerOfTwo(reduced.k)
  }

  /// Returns eˣ − 1 of each lane, at most 1 ulp off.
  ///
  /// With the reduction of ``exp(_:)-(SIMD8<Double>)``, eˣ − 1 = (2ᵏ − 1) + 2ᵏ · r + 2ᵏ · r² · Q(r).
  /// The first two terms are exact but for what 2ᵏ − 1 loses; their sum keeps what it rounds off
  /// (Knuth's two-sum). Above 40 the 1 is too small to matter, below -40 the power is.
  ///
  /// - Parameter x: The exponents.
  /// - Returns: The exponentials minus 1; -1 for -∞, +∞ for +∞ and on overflow, NaN for NaN.
  @inline(never)
  public static func expm1(_ x: SIMD8<Double>) -> SIMD8<Double> {
    let bounded = x.replacing(with: -40, where: x .< -40).replacing(with: 40, where: x .> 40)
    let reduced = Reduced(bounded)
    let scale = powerOfTwo(reduced.k)
    let whole = scale - 1
    let lostFromWhole = (scale - whole) - 1
    let linear = scale * reduced.r
    let sum = whole + linear
    let part = sum - whole
    let lostFromSum = (whole - (sum - part)) + (linear - part)
    let tail = scale * (reduced.lostFromR + reduced.r * reduced.r * reduced.polynomial())
    return (sum + (lostFromSum + (lostFromWhole + tail)))
      .replacing(with: exp(x), where: x .> 40)
      .replacing(with: x, where: x .== 0)
  }

  /// Returns eˣ − 1 − x for |x| ≤ ½ ln 2, a few ulp off however small it is.
  static func expm2(_ x: Double) -> Double {
    let reduced = Reduced(SIMD8(repeating: x))
    return (reduced.r * reduced.r * reduced.polynomial())[0]
  }

  /// 2 to the power of integers between -1022 and 1023.
  @inline(__always)
  private static func powerOfTwo(_ exponent: SIMD8<Double>) -> SIMD8<Double> {
    // The sum's last bits are the exponent; they are shifted to where it belongs.
    let bits = unsafeBitCast(exponent + (0x1.8p+52 + 1023), to: SIMD8<UInt64>.self)
    return unsafeBitCast(bits &<< 52, to: SIMD8<Double>.self)
  }

  /// x = k · ln 2 + r, r being a sum of two numbers.
  private struct Reduced {
    let k: SIMD8<Double>
    let r: SIMD8<Double>
    let lostFromR: SIMD8<Double>

    @inline(__always)
    init(_ x: SIMD8<Double>) {
      // Adding and taking away 1.5 · 2⁵² rounds to the nearest integer.
      k = (x * 0x1.71547652b82fep+0 + 0x1.8p+52) - 0x1.8p+52
      let head = x - k * Ln2.head
      let tail = k * Ln2.tail
      r = head - tail
      lostFromR = (head - r) - tail
    }

    /// eʳ.
    @inline(__always)
    func fraction() -> SIMD8<Double> {
      let nearly = 1 + r
      let lostFromSum = (1 - nearly) + r
      return nearly + (lostFromSum + (lostFromR + r * r * polynomial()))
    }

    /// (eʳ − 1 − r) / r².
    @inline(__always)
    func polynomial() -> SIMD8<Double> {
      var q = r * 0x1.1f6de11fdbdb4p-29 + 0x1.af6dc98b715dcp-26
      q = q * r + 0x1.27e4ddae040e8p-22
      q = q * r + 0x1.71ddef04730b1p-19
      q = q * r + 0x1.a01a01a635251p-16
      q = q * r + 0x1.a01a01b3f3cb6p-13
      q = q * r + 0x1.6c16c16c163c1p-10
      q = q * r + 0x1.111111110eb22p-7
      q = q * r + 0x1.5555555555556p-5
      q = q * r + 0x1.555555555555cp-3
      return q * r + 0.5
    }
  }
}

/// ln 2 in two parts: the first has 40 bits, so that its product with an exponent is exact.
enum Ln2 {
  static let head = 0x1.62e42fefa2p-1
  static let tail = 0x1.9ef35793c7673p-41
}
