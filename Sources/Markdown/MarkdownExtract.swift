package import Diagnostics

/// A Markdown text that is spread over lines of a file: a documentation comment, or a page without the
/// lines that are not Markdown.
package struct MarkdownExtract: Sendable {
  package let file: SourceFile
  /// The lines of the text, each with its start in the file.
  package let lines: [CodeBlock.Line]

  package init(_ file: SourceFile, lines: [CodeBlock.Line]) {
    self.file = file
    self.lines = lines
  }

  var text: String { lines.map(\.text).joined(separator: "\n") }

  /// The position in the file of a position in the text; one outside of it keeps to the nearest line.
  ///
  /// Complexity: O(1).
  func place(_ position: SourcePosition) -> SourcePosition {
    guard !lines.isEmpty else { return SourcePosition(line: 1, column: 1) }
    let start = lines[max(0, min(position.line - 1, lines.count - 1))].start
    return SourcePosition(line: start.line, column: start.column + position.column - 1)
  }
}
