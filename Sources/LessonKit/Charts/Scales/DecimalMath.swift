// The mathematics that axes need, without a C library: charts are drawn both for pages and in the
// browser, with the same bytes.

/// The decimal logarithm of a positive, finite number, to about one part in 10¹⁵.
func decimalLogarithm(of value: Double) -> Double {
  // log x = log 2 · e + 2 artanh((m − 1) / (m + 1)) with m in √½ ..< √2, so that 12 terms suffice.
  var exponent = Double(value.exponent)
  var significand = value.significand
  if significand > 1.414_213_562_373_095_1 {
    significand /= 2
    exponent += 1
  }
  let ratio = (significand - 1) / (significand + 1)
  let square = ratio * ratio
  var power = ratio
  var sum = 0.0
  for odd in stride(from: 1, through: 25, by: 2) {
    sum += power / Double(odd)
    power *= square
  }
  return exponent * 0.301_029_995_663_981_2 + 2 * sum * 0.434_294_481_903_251_8
}

/// The largest integer not greater than a number of magnitude below 10¹⁵.
func wholePart(of value: Double) -> Int {
  let truncated = Int(value)
  return Double(truncated) > value ? truncated - 1 : truncated
}

/// Ten to an integer power, correctly rounded for exponents from -22 to 22.
func powerOfTen(_ exponent: Int) -> Double {
  var result = 1.0
  for _ in 0..<min(abs(exponent), 400) { result *= 10 }
  return exponent < 0 ? 1 / result : result
}

/// `floor(log₁₀ value)` of a positive, finite number, exact at powers of ten as well.
func decade(of value: Double) -> Int {
  var exponent = wholePart(of: decimalLogarithm(of: value))
  if powerOfTen(exponent + 1) <= value { exponent += 1 }
  if powerOfTen(exponent) > value { exponent -= 1 }
  return exponent
}

/// `digits · 10^exponent` as a decimal, without the noise of binary fractions: 3 · 10⁻¹ is `0.3`.
func decimalText(_ digits: Int, exponent: Int) -> String {
  let sign = digits < 0 ? "−" : ""
  var text = Array(String(digits.magnitude).utf8)
  if exponent >= 0 || digits == 0 {
    if digits != 0 { text += Array(repeating: UInt8(ascii: "0"), count: exponent) }
    return sign + String(decoding: text, as: UTF8.self)
  }
  let missing = 1 - exponent - text.count
  if missing > 0 { text = Array(repeating: UInt8(ascii: "0"), count: missing) + text }
  var fraction = Array(text.suffix(-exponent))
  while fraction.last == UInt8(ascii: "0") { fraction.removeLast() }
  let whole = String(decoding: text.dropLast(-exponent), as: UTF8.self)
  return sign + whole + (fraction.isEmpty ? "" : "." + String(decoding: fraction, as: UTF8.self))
}

/// `digits · 10^exponent` in scientific notation: `2.5×10⁻⁷`.
func scientificText(_ digits: Int, exponent: Int) -> String {
  guard digits != 0 else { return "0" }
  var digits = digits
  var exponent = exponent
  while digits % 10 == 0 {
    digits /= 10
    exponent += 1
  }
  let shift = String(digits.magnitude).utf8.count - 1
  let mantissa = decimalText(digits, exponent: -shift)
  let power = "10" + superscript(exponent + shift)
  switch mantissa {
  case "1": return power
  case "−1": return "−" + power
  default: return mantissa + "×" + power
  }
}

private func superscript(_ number: Int) -> String {
  var text = number < 0 ? "⁻" : ""
  let digits = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]
  for digit in String(number.magnitude).utf8 { text += digits[Int(digit - UInt8(ascii: "0"))] }
  return text
}

/// A coordinate with at most two decimals, as short as possible.
func coordinate(_ value: Double) -> String {
  let limited = value.isFinite ? max(-100_000, min(100_000, value)) : 0
  let hundredths = wholePart(of: limited * 100 + 0.5)
  let text = decimalText(hundredths, exponent: -2)
  // The true minus sign, which is for readers, has three bytes.
  return hundredths < 0 ? "-" + String(decoding: text.utf8.dropFirst(3), as: UTF8.self) : text
}
