/// A text with the name that messages use for it.
///
/// Lines end at `\n` or `\r\n`; neither is part of a line's text.
package struct SourceFile: Sendable {
  /// The path as shown in messages, for example `Content/02-reductions.md`.
  package let path: String
  package let text: String
  /// The UTF-8 offset of the first byte of each line.
  private let lineStarts: [Int]

  /// Complexity: O(n) in the length of the text.
  package init(path: String, text: String) {
    var text = text
    text.makeContiguousUTF8()
    self.path = path
    lineStarts = text.withUTF8 { bytes in
      [0] + bytes.indices.filter { bytes[$0] == UInt8(ascii: "\n") }.map { $0 + 1 }
    }
    self.text = text
  }

  package var lineCount: Int { lineStarts.count }

  /// The text of a line without its line end; empty if there is no such line.
  ///
  /// Complexity: O(1) in the length of the file.
  package func line(_ number: Int) -> Substring {
    guard number >= 1, number <= lineStarts.count else { return "" }
    let utf8 = text.utf8
    let start = utf8.index(utf8.startIndex, offsetBy: lineStarts[number - 1])
    var end = utf8.endIndex
    if number < lineStarts.count {
      end = utf8.index(utf8.startIndex, offsetBy: lineStarts[number] - 1)
      if end > start, utf8[utf8.index(before: end)] == UInt8(ascii: "\r") {
        end = utf8.index(before: end)
      }
    }
    return text[start..<end]
  }

  /// The location of a range in this file.
  package func location(_ range: SourceRange) -> Diagnostic.Location {
    Diagnostic.Location(file: path, range: range, sourceLine: String(line(range.start.line)))
  }

  /// The location of a whole line, starting at its first column that is not white space.
  package func location(line number: Int) -> Diagnostic.Location {
    let text = line(number)
    let indent = text.utf8.prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }.count
    return location(
      SourceRange(line: number, column: indent + 1, length: text.utf8.count - indent)
    )
  }
}
