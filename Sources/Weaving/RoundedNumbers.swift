private import Diagnostics
private import LessonKit
import Lessons
private import Markdown

/// Numbers with fewer digits than they have, known as such.
enum RoundedNumbers {
  /// A text with its numbers rounded, and whether one of them is no longer what it was: `1.0` and
  /// `1e-07` are, in other words, what they were.
  ///
  /// Complexity: O(n) in the length of the text.
  static func shortened(
    _ text: String,
    significantDigits: Int
  ) -> (text: String, isRounded: Bool) {
    let shortened = shorteningNumbers(in: text, significantDigits: significantDigits)
    guard shortened != text else { return (text, false) }
    let (old, new) = (TextPiece.pieces(of: text), TextPiece.pieces(of: shortened))
    guard old.count == new.count else { return (shortened, true) }
    let isRounded = zip(old, new).contains { pair in
      switch pair {
      case (.number(let old), .number(let new)): old.value != new.value
      case (.text(let old), .text(let new)): old != new
      default: true
      }
    }
    return (shortened, isRounded)
  }

  /// The HTML of tables with each number (`<data value="…">`) in it shown with so many digits, and
  /// marked where these are not all.
  ///
  /// Complexity: O(n) in the length of the HTML.
  static func marked(inTablesOf html: String, _ digits: NumberDigits) -> String {
    guard html.utf8.firstRange(of: "<data value=".utf8) != nil else { return html }
    return html.replacing(#/<data value="([^"<>&]*)">([^<>&]*)</data>/#) { match in
      let value = String(match.output.1)
      guard NumberToken(value) != nil else { return String(match.output.0) }
      let short: String
      switch digits {
      case .all: short = value
      case .significant(let count) where digits != .standard:
        short = shorteningNumbers(in: value, significantDigits: count)
      case .significant: short = String(match.output.2)
      }
      let isRounded = NumberToken(short)?.value != NumberToken(value)?.value
      let mark = isRounded ? " class=\"rounded\"" : ""
      return "<data value=\"\(value)\"\(mark)>\(short.escapedHTML)</data>"
    }
  }
}
