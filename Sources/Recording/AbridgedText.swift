private import LessonKit
import Weaving

/// The recorded form of a text that is too long to read: its beginning, its end, and between them its
/// size and a mark that changes with it.
///
/// Fractions count with six digits, in the mark and in the lengths, so that differences in the last
/// bits between machines do not matter.
struct AbridgedText {
  private static let lineLimit = 4_000
  private static let textLimit = 20_000
  private static let headLength = 1_500
  private static let tailLength = 500

  /// A piece of the text, and the same piece with six digits; numbers are not cut.
  private typealias Piece = (source: String, rounded: String, isNumber: Bool)

  private let pieces: [Piece]

  /// Abridges a line of a text.
  ///
  /// Complexity: O(n) in its length.
  static func line(_ line: String) -> String {
    guard line.utf8.count > lineLimit else { return line }
    let text = AbridgedText(line)
    return text.abridged("\(text.length) characters")
  }

  /// Abridges a text of several lines.
  ///
  /// Complexity: O(n) in its length.
  static func text(_ text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let short = lines.map { line(String($0)) }.joined(separator: "\n")
    guard short.utf8.count > textLimit else { return short }
    return AbridgedText(short).abridged("\(lines.count - (text.hasSuffix("\n") ? 1 : 0)) lines")
  }

  private init(_ text: String) {
    pieces = TextPiece.pieces(of: text).map { piece in
      switch piece {
      case .number(let number) where !number.isWhole && number.text.utf8.count < 64:
        (number.text, shorteningNumbers(in: number.text), true)
      default: (piece.source, piece.source, false)
      }
    }
  }

  private var length: Int { pieces.reduce(0) { $0 + $1.rounded.unicodeScalars.count } }

  private func abridged(_ size: String) -> String {
    "\(head)… (\(size), \(mark)) …\(tail)"
  }

  private var head: String {
    var text = ""
    var left = Self.headLength
    for piece in pieces where left > 0 {
      text += piece.isNumber ? piece.source : String(piece.source.unicodeScalars.prefix(left))
      left -= piece.rounded.unicodeScalars.count
    }
    return text
  }

  private var tail: String {
    var parts: [String] = []
    var left = Self.tailLength
    for piece in pieces.reversed() where left > 0 {
      parts.append(piece.isNumber ? piece.source : String(piece.source.unicodeScalars.suffix(left)))
      left -= piece.rounded.unicodeScalars.count
    }
    return parts.reversed().joined()
  }

  /// Only letters, so that the mark is not taken for a number (FNV-1a).
  private var mark: String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for piece in pieces {
      for byte in piece.rounded.utf8 {
        hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
      }
    }
    return (0..<12).map { place in
      String(UnicodeScalar(UInt8(ascii: "a") + UInt8(hash >> UInt64(5 * place) & 15)))
    }.joined()
  }
}
