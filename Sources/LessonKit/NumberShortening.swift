/// Returns the text with each decimal fraction rounded to a number of significant digits, as C's `%g`
/// writes it (`0.07161558603020729` becomes `0.0716156`, `1.0` stays `1.0`).
///
/// Only tokens with a point or an exponent change: whole numbers, names such as `x1.25`, versions
/// such as `2.15.0` and text between double quotes are left alone. The given decimal digits are
/// rounded to nearest, ties away from zero.
///
/// Complexity: O(n) in the length of the text.
public func shorteningNumbers(in text: String, significantDigits: Int = 6) -> String {
  let shortened = ShortenedNumbers(Array(text.utf8), significantDigits: significantDigits)
  return String(decoding: shortened.text, as: UTF8.self)
}

/// A text in UTF-8 whose numbers are shortened as `shorteningNumbers` does.
package struct ShortenedNumbers: Sendable, Equatable {
  package let text: [UInt8]
  /// Whether a number has lost a digit other than 0: `1.0` and `1e-07` may only be spelled differently.
  package let isRounded: Bool

  /// - Complexity: O(n) in the length of the text.
  package init(_ bytes: [UInt8], significantDigits: Int) {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = 0
    var isQuoted = false
    var isRounded = false
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if isQuoted, byte == UInt8(ascii: "\\"), index + 1 < bytes.count {
        result += bytes[index...index + 1]
        index += 2
        continue
      }
      guard !isQuoted, byte.isDigit, !(index > 0 && bytes[index - 1].continuesWord) else {
        result.append(byte)
        index += 1
        continue
      }
      if let token = DecimalToken(bytes, from: index) {
        result += token.rounded(to: significantDigits)
        isRounded = isRounded || token.hasMoreDigits(than: significantDigits)
        index = token.end
      } else {
        let end = wordEnd(bytes, index)
        result += bytes[index..<end]
        index = end
      }
    }
    text = result
    self.isRounded = isRounded
  }
}

/// The end of the run of letters, digits and points that starts at an index.
private func wordEnd(_ bytes: [UInt8], _ start: Int) -> Int {
  bytes[start...].firstIndex { !$0.continuesWord } ?? bytes.count
}

/// A decimal fraction in a text: digits, point, digits, exponent.
private struct DecimalToken {
  /// All digits without the point, and the number of digits before it.
  private var digits: [UInt8]
  private var pointIndex: Int
  let end: Int

  /// `nil` if the word that starts at `start` is not a number with a point or an exponent.
  init?(_ bytes: [UInt8], from start: Int) {
    var index = start
    func takeDigits() -> ArraySlice<UInt8> {
      let first = index
      while index < bytes.count, bytes[index].isDigit { index += 1 }
      return bytes[first..<index]
    }
    let whole = takeDigits()
    var fraction: ArraySlice<UInt8> = []
    var exponent = 0
    var isFraction = false
    if index + 1 < bytes.count, bytes[index] == UInt8(ascii: "."), bytes[index + 1].isDigit {
      index += 1
      fraction = takeDigits()
      isFraction = true
    }
    if index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "e") {
      var next = index + 1
      let isNegative = next < bytes.count && bytes[next] == UInt8(ascii: "-")
      if next < bytes.count, isNegative || bytes[next] == UInt8(ascii: "+") { next += 1 }
      guard next < bytes.count, bytes[next].isDigit else { return nil }
      index = next
      // No Double has an exponent of more than three digits; a longer one is not such a number.
      let power = takeDigits()
      guard power.count <= 4 else { return nil }
      exponent = power.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
      if isNegative { exponent = -exponent }
      isFraction = true
    }
    guard isFraction, index == bytes.count || !bytes[index].continuesWord || endsSentence(index)
    else { return nil }
    func endsSentence(_ index: Int) -> Bool {
      bytes[index] == UInt8(ascii: ".")
        && (index + 1 == bytes.count || !bytes[index + 1].continuesWord)
    }
    self.digits = Array(whole) + fraction
    self.pointIndex = whole.count + exponent
    self.end = index
  }

  /// Whether digits other than 0 follow the first `count` significant ones.
  func hasMoreDigits(than count: Int) -> Bool {
    let zero = UInt8(ascii: "0")
    return digits.drop { $0 == zero }.dropFirst(count).contains { $0 != zero }
  }

  /// The number as `%g` writes it, but always with a fraction (`1.0`), as in Swift.
  func rounded(to count: Int) -> [UInt8] {
    let zero = UInt8(ascii: "0")
    var digits = digits
    var pointIndex = pointIndex
    let zeros = digits.prefix { $0 == zero }.count
    guard zeros < digits.count else { return Array("0.0".utf8) }
    digits.removeFirst(zeros)
    pointIndex -= zeros
    if digits.count > count {
      let roundsUp = digits[count] >= UInt8(ascii: "5")
      digits.removeSubrange(count...)
      if roundsUp {
        var last = count - 1
        while last >= 0, digits[last] == UInt8(ascii: "9") {
          digits[last] = zero
          last -= 1
        }
        if last >= 0 {
          digits[last] += 1
        } else {
          digits = [UInt8(ascii: "1")]
          pointIndex += 1
        }
      }
    }
    while digits.count > 1, digits.last == zero { digits.removeLast() }
    return Self.written(digits, pointIndex, count)
  }

  /// Fixed notation for exponents from -4 up to the number of digits, scientific otherwise.
  private static func written(_ digits: [UInt8], _ pointIndex: Int, _ count: Int) -> [UInt8] {
    let zero = UInt8(ascii: "0")
    let point = UInt8(ascii: ".")
    let exponent = pointIndex - 1
    if exponent < -4 || exponent >= count {
      let fraction = digits.count > 1 ? [point] + digits[1...] : []
      return [digits[0]] + fraction + Array("e\(exponent < 0 ? "-" : "+")".utf8)
        + Array((abs(exponent) < 10 ? "0" : "").utf8) + Array("\(abs(exponent))".utf8)
    }
    if pointIndex <= 0 {
      return [zero, point] + Array(repeating: zero, count: -pointIndex) + digits
    }
    let padded = digits + Array(repeating: zero, count: max(0, pointIndex + 1 - digits.count))
    return padded[..<pointIndex] + [point] + padded[pointIndex...]
  }
}

extension UInt8 {
  fileprivate var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }

  fileprivate var continuesWord: Bool {
    isDigit || self == UInt8(ascii: ".") || self == UInt8(ascii: "_") || self >= 0x80
      || (self | 0x20 >= UInt8(ascii: "a") && self | 0x20 <= UInt8(ascii: "z"))
  }
}
