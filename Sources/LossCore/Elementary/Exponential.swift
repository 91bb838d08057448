extension Double {
  /// Returns e raised to the power `x`, at most 1 ulp off.
  ///
  /// The argument is reduced as Cody and Waite do (*Software Manual for the Elementary Functions*,
  /// 1980): x = k · ln 2 + r with |r| ≤ ½ ln 2, ln 2 being held in two parts so that k times the
  /// first is exact. Then eˣ = 2ᵏ · (1 + r + r² · Q(r)), where Q is the polynomial of degree 10
  /// that Remez's algorithm finds for (eʳ − 1 − r) / r²; its error is below 2⁻⁶³. What rounding r
  /// and 1 + r loses is carried along (Dekker, 1971), which leaves little more than the half ulp
  /// of the final addition.
  ///
  /// - Parameter x: The exponent.
  /// - Returns: The exponential of `x`; 0 for -∞, +∞ for +∞ and on overflow, NaN for NaN.
  public static func exp(_ x: Double) -> Double {
    guard x > -746, x < 710 else {
      return x.isNaN ? .nan : x < 0 ? 0 : .infinity
    }

    // Adding and taking away 1.5 · 2⁵² rounds to the nearest integer.
    let k = (x * 0x1.71547652b82fep+0 + 0x1.8p+52) - 0x1.8p+52
    let head = x - k * Ln2.head
    let tail = k * Ln2.tail
    let r = head - tail
    let lostFromR = (head - r) - tail

    let nearly = 1 + r
    let lostFromSum = (1 - nearly) + r
    let fraction = nearly + (lostFromSum + (lostFromR + r * r * exponentialPolynomial(r)))

    // Two steps, as 2ᵏ itself may be out of range; only the second can round.
    let exponent = Int(k)
    let half = exponent >> 1
    return fraction * powerOfTwo(half) * powerOfTwo(exponent - half)
  }

  /// (eʳ − 1 − r) / r² for |r| ≤ ½ ln 2.
  private static func exponentialPolynomial(_ r: Double) -> Double {
    var q = 0x1.1f6de11fdbdb4p-29
    q = q * r + 0x1.af6dc98b715dcp-26
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

  /// 2 to the power of an exponent between -1022 and 1023.
  private static func powerOfTwo(_ exponent: Int) -> Double {
    Double(bitPattern: UInt64(1023 + exponent) << 52)
  }
}

/// ln 2 in two parts: the first has 40 bits, so that its product with an exponent is exact.
enum Ln2 {
  static let head = 0x1.62e42fefa2p-1
  static let tail = 0x1.9ef35793c7673p-41
}
