/// A value's text as a page shows it: a short form beside code or in a sentence, and the full form in its tip.
package struct ShownText: Sendable, Equatable {
  package let short: [UInt8]
  /// Whether a number in the short form is rounded.
  package let isRounded: Bool
  package let full: [UInt8]

  private static let shortLimit = 160
  private static let fullLimit = 2000

  /// - Parameters:
  ///   - text: the value's text, in UTF-8.
  ///   - significantDigits: how many digits of a number are shown; 0 for all.
  /// - Complexity: O(n) in the length of the text.
  package init(_ text: [UInt8], significantDigits: Int) {
    let start = Array(text.prefix(Self.fullLimit))
    full = Self.cut(text, to: Self.fullLimit)
    guard significantDigits > 0 else {
      short = Self.cut(start, to: Self.shortLimit)
      isRounded = false
      return
    }
    let shortened = ShortenedNumbers(start, significantDigits: significantDigits)
    short = Self.cut(shortened.text, to: Self.shortLimit)
    isRounded = shortened.isRounded
  }

  /// The text on one line, its end cut off behind a number of Unicode scalars.
  private static func cut(_ text: [UInt8], to limit: Int) -> [UInt8] {
    var line: [UInt8] = []
    line.reserveCapacity(text.count)
    var count = 0
    // Where the last scalar that fits beside an ellipsis ends.
    var end = 0
    for byte in text {
      if byte & 0xC0 != 0x80 {
        count += 1
        if count == limit { end = line.count }
      }
      if byte == UInt8(ascii: "\n") { line += Array("⏎".utf8) } else { line.append(byte) }
    }
    return count > limit ? line[..<end] + Array("…".utf8) : line
  }
}
