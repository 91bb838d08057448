private import LessonKit

/// What is recorded of a text too long to be read: its beginning, its end, and between them how much
/// is left out and a mark that changes with it.
///
/// The mark holds for the same text with the same numbers, of fractions six digits, so that another
/// machine's last bits are no change.
enum AbridgedText {
  private static let lineLimit = 4_000
  private static let textLimit = 20_000
  private static let headLength = 1_500
  private static let tailLength = 500

  /// A line of a text.
  ///
  /// Complexity: O(n) in its length.
  static func line(_ line: String) -> String {
    guard line.utf8.count > lineLimit else { return line }
    return abridged(line, "\(line.count) characters")
  }

  /// A text of several lines.
  ///
  /// Complexity: O(n) in its length.
  static func text(_ text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let short = lines.map { line(String($0)) }.joined(separator: "\n")
    guard short.utf8.count > textLimit else { return short }
    return abridged(short, "\(lines.count) lines")
  }

  private static func abridged(_ text: String, _ size: String) -> String {
    "\(text.prefix(headLength))… (\(size), \(mark(of: text))) …\(text.suffix(tailLength))"
  }

  /// Letters alone, so that nobody takes it for a number (FNV-1a).
  private static func mark(of text: String) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in shorteningNumbers(in: text).utf8 {
      hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
    }
    return (0..<12).map { place in
      String(UnicodeScalar(UInt8(ascii: "a") + UInt8(hash >> UInt64(5 * place) & 15)))
    }.joined()
  }
}
