import Lessons
private import Markdown

/// A comment in a cell with which its author promises a result: `// Prints "…"`, or a literal alone,
/// such as `// [10, 20]` or `// == true`, behind or under the statement that it is the result of.
struct ResultComment: Sendable {
  enum Form: Sendable {
    /// What stands between the first and the last quotation mark is printed, as it is or with
    /// Swift's escapes read.
    case prints
    /// A value as Swift writes it, printed or that of the statement.
    case literal
    /// A value as Swift writes it, of the expression before it in the comment (`StatedValue`).
    case stated
  }

  let form: Form
  /// The line of the cell's code, from 0.
  let line: Int
  /// Where in that line the promise begins, in UTF-8 bytes from 0.
  let offset: Int
  /// As it is written, between the quotation marks of a `// Prints "…"`.
  let source: String
  /// The last line of the statement that it stands behind or under.
  let statementEnd: Int

  /// The comments of a cell, in order.
  static func comments(in cell: Cell) -> [ResultComment] {
    var comments: [ResultComment] = []
    var statementEnd = 0
    for (index, line) in cell.code.lines.enumerated() {
      let parts = parts(of: line.text)
      if !(parts?.code ?? line.text[...]).isComment { statementEnd = index }
      guard let parts else { continue }
      comments.append(
        ResultComment(
          form: parts.form,
          line: index,
          offset: line.text.utf8.distance(
            from: line.text.startIndex,
            to: parts.promise.startIndex
          ),
          source: String(parts.promise),
          statementEnd: statementEnd
        )
      )
    }
    return comments
  }

  /// A line of code without the promise at its end.
  static func removed(from line: String) -> String {
    parts(of: line).map { String($0.code) } ?? line
  }

  /// What may have been meant: the text as it is written, or with its escapes read; of a literal of
  /// a text, what it stands for.
  var readings: [String] {
    if form != .prints {
      return source.hasPrefix("\"")
        ? [String(source.dropFirst().dropLast()).readingEscapes] : [source.withStandardSpaces]
    }
    let unescaped = source.readingEscapes
    return unescaped == source ? [source] : [source, unescaped]
  }

  /// The promise of another text, in the same comment.
  func line(promising text: String, in cell: Cell) -> String {
    let text = form != .prints && source.hasPrefix("\"") ? "\"\(text)\"" : text
    let line = cell.code.lines[self.line].text
    let start = line.utf8.index(line.startIndex, offsetBy: offset)
    let end = line.utf8.index(start, offsetBy: source.utf8.count)
    return line[..<start] + text.escapingControls + line[end...]
  }

  private typealias Parts = (code: Substring, promise: Substring, form: Form)

  private static func parts(of line: String) -> Parts? {
    guard line.contains("//") else { return nil }
    if let match = line.firstMatch(of: /\/\/[ \t]*[Pp]rints:?[ \t]+"(.*)"[ \t]*$/) {
      return (line[..<match.range.lowerBound], match.output.1, .prints)
    }
    let comment = /\/\/[ \t]*(?:[Pp]rints:?|==|=>|->|→)?[ \t]*([-\["(0-9tfn][^\/]*?)[ \t]*$/
    if let stated = StatedValue(line) {
      return (line[..<stated.literal.startIndex], stated.literal, .stated)
    }
    guard let match = line.firstMatch(of: comment), match.output.1.isSwiftLiteral else {
      return nil
    }
    return (line[..<match.range.lowerBound], match.output.1, .literal)
  }
}

extension Substring {
  /// Whether the line holds no code, only a comment or nothing.
  fileprivate var isComment: Bool {
    let code = drop { $0 == " " || $0 == "\t" }
    return code.isEmpty || code.hasPrefix("//")
  }
}

extension String {
  /// A literal with its spaces as Swift prints them: behind commas and colons only.
  fileprivate var withStandardSpaces: String {
    var result = ""
    for (index, piece) in split(separator: "\"", omittingEmptySubsequences: false).enumerated() {
      if index > 0 { result += "\"" }
      guard index.isMultiple(of: 2) else {
        result += piece
        continue
      }
      let spaced = piece.filter { $0 != " " }
      result += spaced.replacing(",", with: ", ").replacing(":", with: ": ")
    }
    return result
  }

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
