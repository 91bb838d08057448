import Diagnostics
import Markdown

/// DocC's directives, `@Tab("Swift") { … }`: blocks of Markdown, indented or not, between lines that are no
/// Markdown.
enum DocCDirectives {
  /// The Markdown lines of a file: directives' own lines are blank, and their content is not indented.
  ///
  /// Outside DocC's articles, only directives with braces are read; without this, the content of one would be
  /// taken for indented code.
  ///
  /// Complexity: O(n) in the length of the file.
  static func content(
    of file: SourceFile,
    fromLine first: Int,
    isArticle: Bool
  ) -> [CodeBlock.Line] {
    var reader = DirectiveReader(isArticle: isArticle)
    return (1...max(1, file.lineCount)).map { number in
      let line = number < first ? "" : file.line(number)
      let removed = reader.read(line)
      return CodeBlock.Line(
        text: removed.flatMap { String(line.utf8.dropFirst($0)) } ?? "",
        start: SourcePosition(line: number, column: (removed ?? 0) + 1)
      )
    }
  }
}

/// Reads a page line by line, and keeps track of the directives that are open.
private struct DirectiveReader {
  let isArticle: Bool
  /// How far the content of each open directive is indented, outermost first; `nil` before its first line.
  private var open: [Int?] = []
  /// The marks of the open fence.
  private var fence: Substring?
  /// The open parentheses of a directive whose arguments go on over several lines.
  private var argumentDepth = 0

  init(isArticle: Bool) {
    self.isArticle = isArticle
  }

  /// Reads the next line.
  ///
  /// - Returns: how many bytes of indentation the line loses; `nil` if it belongs to a directive.
  mutating func read(_ line: Substring) -> Int? {
    let text = line.drop { $0 == " " || $0 == "\t" }
    let indent = line.utf8.count - text.utf8.count
    if let mark = fence {
      if text.hasPrefix(mark),
        text.dropFirst(mark.count).allSatisfy({ $0 == mark.first || $0.isWhitespace })
      {
        fence = nil
      }
      return removed(indent, isEmpty: text.isEmpty)
    }
    if isOfDirective(text) { return nil }
    if text.first == "`" || text.first == "~",
      let mark = text.prefixMatch(of: /`{3,}|~{3,}/), indent - ((open.last ?? nil) ?? indent) < 4
    {
      fence = mark.output
    }
    return removed(indent, isEmpty: text.isEmpty)
  }

  /// Whether a line begins, continues or ends a directive.
  private mutating func isOfDirective(_ text: Substring) -> Bool {
    if argumentDepth > 0 {
      argumentDepth += Self.depth(text)
      if argumentDepth <= 0, text.last == "{" { open.append(nil) }
      return true
    }
    let isNamed = text.first == "@"
    if isNamed, let directive = text.prefixMatch(of: /@[A-Z]\w*\s*(\(.*?\))?\s*(\{.*)?$/),
      isArticle || directive.output.2 != nil || !open.isEmpty
    {
      if let body = directive.output.2, !body.contains("}") { open.append(nil) }
      return true
    }
    if isArticle, isNamed, text.prefixMatch(of: /@[A-Z]\w*\s*\([^)]*$/) != nil {
      argumentDepth = Self.depth(text)
      return true
    }
    guard !open.isEmpty, text.first == "}", text.dropFirst().allSatisfy(\.isWhitespace) else {
      return false
    }
    open.removeLast()
    return true
  }

  private static func depth(_ text: Substring) -> Int {
    text.count { $0 == "(" } - text.count { $0 == ")" }
  }

  /// How much indentation a line of content loses; the first line of a directive decides for all.
  private mutating func removed(_ indent: Int, isEmpty: Bool) -> Int {
    if let last = open.indices.last, open[last] == nil, !isEmpty { open[last] = indent }
    return min(indent, (open.last ?? nil) ?? 0)
  }
}
