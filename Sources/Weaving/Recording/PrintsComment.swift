import Lessons
private import Markdown

/// A comment `// Prints "…"` in a cell: its author's promise of what the program prints.
///
/// What stands between the first and the last quotation mark is the line as printed; read with
/// Swift's escapes, it may also be several lines.
struct PrintsComment: Sendable {
  /// The line of the cell's code, from 0.
  let line: Int
  /// Where in that line the promise begins, in UTF-8 bytes from 0.
  let offset: Int
  /// As it is written between the quotation marks.
  let source: String

  /// The comments of a cell, in order.
  static func comments(in cell: Cell) -> [PrintsComment] {
    cell.code.lines.enumerated().compactMap { index, line in
      guard let parts = parts(of: line.text) else { return nil }
      return PrintsComment(
        line: index,
        offset: line.text.utf8.distance(
          from: line.text.startIndex,
          to: parts.promise.startIndex
        ),
        source: String(parts.promise)
      )
    }
  }

  /// A line of code without the promise at its end.
  static func removed(from line: String) -> String {
    parts(of: line).map { String($0.code) } ?? line
  }

  /// What may have been meant: the text as it is written, or with its escapes read.
  var readings: [String] {
    let unescaped = source.readingEscapes
    return unescaped == source ? [source] : [source, unescaped]
  }

  /// The promise of another text, in the same comment.
  func line(promising text: String, in cell: Cell) -> String {
    let line = cell.code.lines[self.line].text
    let start = line.utf8.index(line.startIndex, offsetBy: offset)
    let end = line.utf8.index(start, offsetBy: source.utf8.count)
    return line[..<start] + text.escapingControls + line[end...]
  }

  private static func parts(of line: String) -> (code: Substring, promise: Substring)? {
    guard let match = line.firstMatch(of: /\/\/[ \t]*[Pp]rints:?[ \t]+"(.*)"[ \t]*$/) else {
      return nil
    }
    return (line[..<match.range.lowerBound], match.output.1)
  }
}

extension String {
  fileprivate var readingEscapes: String {
    guard contains("\\") else { return self }
    var result = ""
    var rest = self[...]
    let escapes: [Character: Character] = [
      "n": "\n", "t": "\t", "r": "\r", "0": "\0", "\\": "\\", "\"": "\"", "'": "'",
    ]
    while let character = rest.popFirst() {
      if character == "\\", let next = rest.first, let meant = escapes[next] {
        result.append(meant)
        rest.removeFirst()
      } else {
        result.append(character)
      }
    }
    return result
  }

  /// The text on one line; only what cannot stand in a comment is escaped, and then backslashes too.
  fileprivate var escapingControls: String {
    guard unicodeScalars.contains(where: { $0.value < 0x20 }) else { return self }
    var result = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\r": result += "\\r"
      case "\0": result += "\\0"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
