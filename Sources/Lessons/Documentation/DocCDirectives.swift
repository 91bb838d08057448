import Diagnostics
import Markdown

/// DocC's directives, `@Tab("Swift") { … }`: blocks of Markdown, indented or not, between lines that are no
/// Markdown.
enum DocCDirectives {
  /// The Markdown lines of a file: directives' own lines are blank, and their content is not indented.
  ///
  /// In pages other than DocC's articles, only directives that hold blocks are read, since their content is
  /// indented code otherwise.
  ///
  /// Complexity: O(n) in the length of the file.
  static func content(
    of file: SourceFile,
    fromLine first: Int,
    isArticle: Bool
  ) -> [CodeBlock.Line] {
    var lines: [CodeBlock.Line] = []
    var open: [Directive] = []
    var fence: Substring?
    var argumentDepth = 0
    for number in 1...max(1, file.lineCount) {
      let line = number < first ? "" : file.line(number)
      let text = line.drop { $0 == " " || $0 == "\t" }
      let indent = line.utf8.count - text.utf8.count
      func blank() {
        lines.append(CodeBlock.Line(text: "", start: SourcePosition(line: number, column: 1)))
      }
      func keep() {
        if let last = open.indices.last, open[last].indent == nil, !text.isEmpty {
          open[last].indent = indent
        }
        let removed = min(indent, open.last?.indent ?? 0)
        lines.append(
          CodeBlock.Line(
            text: String(line.utf8.dropFirst(removed)) ?? String(line),
            start: SourcePosition(line: number, column: removed + 1)
          )
        )
      }
      if let mark = fence {
        keep()
        if text.hasPrefix(mark),
          text.dropFirst(mark.count).allSatisfy({ $0 == mark.first || $0.isWhitespace })
        {
          fence = nil
        }
        continue
      }
      if argumentDepth > 0 {
        // The arguments of a directive may go on over several lines.
        argumentDepth += text.count { $0 == "(" } - text.count { $0 == ")" }
        if argumentDepth <= 0, text.last == "{" { open.append(Directive()) }
        blank()
      } else if let directive = text.prefixMatch(of: /@[A-Z]\w*\s*(\(.*?\))?\s*(\{.*)?$/),
        isArticle || directive.output.2 != nil || !open.isEmpty
      {
        if let body = directive.output.2, !body.contains("}") { open.append(Directive()) }
        blank()
      } else if isArticle, text.prefixMatch(of: /@[A-Z]\w*\s*\([^)]*$/) != nil {
        argumentDepth = text.count { $0 == "(" } - text.count { $0 == ")" }
        blank()
      } else if !open.isEmpty, text.first == "}", text.dropFirst().allSatisfy(\.isWhitespace) {
        open.removeLast()
        blank()
      } else {
        if let mark = text.prefixMatch(of: /`{3,}|~{3,}/),
          indent - (open.last?.indent ?? indent) < 4
        {
          fence = mark.output
        }
        keep()
      }
    }
    return lines
  }

  private struct Directive {
    /// How far its content is indented; `nil` before its first line.
    var indent: Int?
  }
}
