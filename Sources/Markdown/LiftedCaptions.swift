import Basics
import Diagnostics

/// The captions in the info strings of fences, ```` ```swift {caption="…"} ````.
///
/// They are moved to the start of the text, a paragraph each, so that their Markdown is parsed; in
/// the tree, each then moves after its block.
struct LiftedCaptions {
  /// The text, preceded by the captions.
  let source: SourceFile
  /// The positions of the captions in the file.
  private let starts: [SourcePosition]

  private static let opening = Caption.Noun.figure.opening

  /// Complexity: O(n) in the length of the text, which is parsed if it holds captions.
  init(_ file: SourceFile) {
    var starts: [SourcePosition] = []
    var lines: [String] = []
    if file.text.containsBytes(of: "caption=\"") {
      for number in CMarkTree.parsing(file.text, { $0.fenceLines() }) {
        let line = file.line(number)
        guard line.containsBytes(of: "caption=\""),
          let match = line.firstMatch(of: /\{(?:[^}]*\s)?caption="([^"]+)"/)
        else { continue }
        let before = line[..<match.output.1.startIndex]
        starts.append(SourcePosition(line: number, column: before.utf8.count + 1))
        lines += [Self.opening + match.output.1, ""]
      }
    }
    self.starts = starts
    source =
      starts.isEmpty
      ? file : SourceFile(path: file.path, text: (lines + [file.text]).joined(separator: "\n"))
  }

  var isEmpty: Bool { starts.isEmpty }

  /// The number of lines added before the text.
  private var lineCount: Int { 2 * starts.count }

  /// Whether a line of the source is a lifted caption.
  func contains(line: Int) -> Bool { line <= lineCount }

  /// The position in the file of a position in the source.
  func original(_ position: SourcePosition) -> SourcePosition {
    guard contains(line: position.line) else {
      return SourcePosition(line: position.line - lineCount, column: position.column)
    }
    let start = starts[(position.line - 1) / 2]
    let offset = max(0, position.column - 1 - Self.opening.utf8.count)
    return SourcePosition(line: start.line, column: start.column + offset)
  }

  /// Parses the source, or a text with the same lines, with each caption after its block.
  func parsing<Result>(_ text: String, _ body: (CMarkTree) -> Result) -> Result {
    CMarkTree.parsing(text) { tree in
      if !isEmpty { tree.moveParagraphs(behindFences: starts.map { $0.line + lineCount }) }
      return body(tree)
    }
  }
}
