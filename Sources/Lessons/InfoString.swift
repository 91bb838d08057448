import Diagnostics

/// The info string of a fence: a language, then options in braces, as in
/// `swift {hide=code #losses timeout=5s}`. The words of other tools may come between them, behind a
/// comma or a colon, and are not read.
struct InfoString {
  struct Option {
    /// `#` for an identifier, otherwise the name before `=`.
    let name: String
    let value: String?
    let range: SourceRange
  }

  let language: String
  /// The range of the whole info string.
  let range: SourceRange
  let options: [Option]
  /// Text outside the braces, after the language.
  let stray: Option?
  let diagnostics: [Diagnostic]

  /// Reads an info string that begins at a position in a file.
  init(_ text: String, at start: SourcePosition, in file: SourceFile) {
    let ends: Set<Character> = ["{", ",", ":"]
    var language = text.prefix { !ends.contains($0) && !$0.isWhitespace }
    var rest = text[language.endIndex...].drop(while: \.isWhitespace)
    // A comma or a colon begins the words of other tools: `swift, nocopy`, `swift:main.swift`.
    if rest.first == "," || rest.first == ":" { rest = rest.drop { $0 != "{" } }
    if language.isEmpty, rest.first != "{" { language = rest[...] }
    self.language = language.lowercased()
    self.range = SourceRange(line: start.line, column: start.column, length: text.utf8.count)
    func range(_ part: Substring) -> SourceRange {
      let offset = text.utf8.distance(from: text.startIndex, to: part.startIndex)
      return SourceRange(
        line: start.line,
        column: start.column + offset,
        length: part.utf8.count
      )
    }
    guard rest.first == "{" else {
      options = []
      stray = rest.isEmpty ? nil : Option(name: String(rest), value: nil, range: range(rest))
      diagnostics = []
      return
    }
    let brace = rest
    rest.removeFirst()
    var options: [Option] = []
    while true {
      rest = rest.drop(while: \.isWhitespace)
      guard let first = rest.first else {
        diagnostics = [
          Diagnostic(
            "unclosed-options",
            "these options have no closing '}'",
            at: file.location(range(brace))
          )
        ]
        break
      }
      if first == "}" {
        diagnostics = []
        break
      }
      options.append(Self.option(takenFrom: &rest, range: range))
    }
    self.options = options
    let tail = rest.dropFirst().drop(while: \.isWhitespace)
    stray = tail.isEmpty ? nil : Option(name: String(tail), value: nil, range: range(tail))
  }

  private static func option(
    takenFrom rest: inout Substring,
    range: (Substring) -> SourceRange
  ) -> Option {
    let start = rest
    func taken() -> Substring { start[..<rest.startIndex] }
    if rest.first == "#" {
      rest = rest.dropFirst().drop { !$0.isWhitespace && $0 != "}" }
      return Option(name: "#", value: String(taken().dropFirst()), range: range(taken()))
    }
    rest = rest.drop { !$0.isWhitespace && $0 != "}" && $0 != "=" }
    let name = String(taken())
    guard rest.first == "=" else { return Option(name: name, value: nil, range: range(taken())) }
    rest.removeFirst()
    let value: Substring
    if rest.first == "\"" {
      let quoted = rest.dropFirst()
      value = quoted.prefix { $0 != "\"" }
      rest = quoted[value.endIndex...].dropFirst()
    } else {
      value = rest.prefix { !$0.isWhitespace && $0 != "}" }
      rest = rest[value.endIndex...]
    }
    return Option(name: name, value: String(value), range: range(taken()))
  }
}
