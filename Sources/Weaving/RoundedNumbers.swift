private import Diagnostics
private import LessonKit
import Lessons
private import Markdown

/// Rounds numbers, and keeps track of which ones change.
enum RoundedNumbers {
  /// The HTML with each number in a table (`<data value="…">`) shown with the given digits, and marked
  /// if it is rounded.
  ///
  /// Complexity: O(n) in the length of the HTML.
  static func marked(inTablesOf html: String, _ digits: NumberDigits) -> String {
    var result = ""
    var rest = html[...]
    while let start = rest.utf8.firstRange(of: "<data value=\"".utf8),
      let middle = rest[start.upperBound...].utf8.firstRange(of: "\">".utf8),
      let end = rest[middle.upperBound...].utf8.firstRange(of: "</data>".utf8)
    {
      result += rest[..<start.lowerBound]
      let value = String(rest[start.upperBound..<middle.lowerBound])
      let shown = String(rest[middle.upperBound..<end.lowerBound])
      if let number = NumberToken(value) {
        result += element(of: number, shownAs: shown, digits)
      } else {
        result += rest[start.lowerBound..<end.upperBound]
      }
      rest = rest[end.upperBound...]
    }
    return result + rest
  }

  /// The element of a number that a table has rounded to the standard's digits.
  private static func element(
    of number: NumberToken,
    shownAs text: String,
    _ digits: NumberDigits
  ) -> String {
    let short =
      switch digits {
      case .standard: text
      case .all: number.text
      case .significant(let count):
        shorteningNumbers(in: number.text, significantDigits: count)
      }
    let isRounded = NumberToken(short)?.value != number.value
    let mark = isRounded ? " class=\"rounded\"" : ""
    return "<data value=\"\(number.text)\"\(mark)>\(short)</data>"
  }
}
