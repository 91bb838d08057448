/// Numbers in the tables of a display, as a page shows them.
package enum MarkedNumbers {
  /// HTML with each number in a table (`<data value="…">`) shown with the given digits, and marked if it is
  /// rounded. With six digits, the standard, the text is as the table has it.
  ///
  /// - Parameters:
  ///   - html: the display, in UTF-8.
  ///   - digits: how many significant digits are shown; 0 for all.
  /// - Returns: the HTML in UTF-8.
  /// - Complexity: O(n) in the length of the HTML.
  package static func marked(_ html: [UInt8], digits: Int) -> [UInt8] {
    let (opening, middle) = (Array("<data value=\"".utf8), Array("\">".utf8))
    let closing = Array("</data>".utf8)
    var result: [UInt8] = []
    result.reserveCapacity(html.count)
    var index = 0
    while index < html.count {
      guard html[index] == opening[0], html.has(opening, at: index),
        let value = html.range(before: middle, from: index + opening.count),
        let shown = html.range(before: closing, from: value.upperBound + middle.count)
      else {
        result.append(html[index])
        index += 1
        continue
      }
      let number = Array(html[value])
      let short =
        switch digits {
        case standard: Array(html[shown])
        case 0: number
        default: ShortenedNumbers(number, significantDigits: digits).text
        }
      result += opening + number + [UInt8(ascii: "\"")]
      if isRounded(number, to: short) { result += Array(" class=\"rounded\"".utf8) }
      result += [UInt8(ascii: ">")] + short + closing
      index = shown.upperBound + closing.count
    }
    return result
  }

  private static let standard = 6

  /// Whether a number has more digits than a text shows of it.
  private static func isRounded(_ number: [UInt8], to short: [UInt8]) -> Bool {
    let digits = short.prefix { $0 | 0x20 != UInt8(ascii: "e") }
      .filter { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
    let significant = digits.drop { $0 == UInt8(ascii: "0") }.count
    return ShortenedNumbers(number, significantDigits: max(1, significant)).isRounded
  }
}

extension [UInt8] {
  fileprivate func has(_ bytes: [UInt8], at start: Int) -> Bool {
    start + bytes.count <= count && bytes.indices.allSatisfy { self[start + $0] == bytes[$0] }
  }

  /// The range from an index to the next occurrence of some bytes.
  fileprivate func range(before bytes: [UInt8], from start: Int) -> Range<Int>? {
    var end = start
    while end + bytes.count <= count {
      if self[end] == bytes[0], has(bytes, at: end) { return start..<end }
      end += 1
    }
    return nil
  }
}
