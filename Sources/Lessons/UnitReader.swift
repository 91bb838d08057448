import Diagnostics
import Markdown

/// Finds the cells and inline expressions among the elements of a document.
struct UnitReader {
  private(set) var units: [LessonUnit] = []
  /// The cells that are shown only.
  private(set) var shownCells: [Cell] = []
  private(set) var diagnostics: [Diagnostic] = []
  private let file: SourceFile

  init(_ file: SourceFile) {
    self.file = file
  }

  mutating func read(_ element: Element, at index: Int) {
    switch element.kind {
    case .codeBlock(let block): read(block, element, at: index)
    case .code(let span): read(span, element, at: index)
    default: return
    }
  }

  private mutating func read(_ block: CodeBlock, _ element: Element, at index: Int) {
    guard let info = block.info else { return }
    let infoString = InfoString(info, at: block.infoStart, in: file)
    if infoString.language == "math" {
      let message = "expected the formula's name alone, as in ```math {#divergence}"
      report("wrong-formula-option", message, at: file.location(infoString.range))
    }
    guard infoString.language == "swift" else { return }
    let (options, faults) = CellOptions.read(infoString, in: file)
    diagnostics += faults
    let cell = Cell(element: index, options: options, code: block)
    if case .showsSource = options.fate, !block.text.allSatisfy(\.isWhitespace) {
      report(
        "source-with-code",
        "this cell shows a source, so its own code would be lost; leave it empty",
        at: file.location(line: element.range.start.line + 1)
      )
    }
    if options.fate.isOutsideOfPrograms {
      shownCells.append(cell)
    } else {
      units.append(.cell(cell))
    }
  }

  private mutating func read(_ span: CodeSpan, _ element: Element, at index: Int) {
    reportFence(with: span, onLine: element.range.start.line)
    guard let marker = InlineMarker(span) else { return }
    let inline = InlineExpression(span, behind: marker, element: index)
    if inline.source.isEmpty {
      report(
        "empty-inline-expression",
        "expected an expression after '\(marker.text)'",
        at: file.location(element.range)
      )
    } else {
      units.append(.inline(inline))
    }
  }

  /// CommonMark takes a fence of backticks with more of them behind it for a line of prose.
  private mutating func reportFence(with span: CodeSpan, onLine number: Int) {
    let line = file.line(number).drop { $0 == " " || $0 == ">" }
    guard line.hasPrefix("```swift"), !span.text.hasPrefix("swift") || span.text.contains("`"),
      diagnostics.last?.location?.range.start.line != number
    else { return }
    report(
      "fence-with-backticks",
      "a fence of backticks has none in its options: write this one with ~~~, or its caption in a "
        + "paragraph under the cell, 'Figure: …'",
      at: file.location(line: number)
    )
  }

  private mutating func report(
    _ identifier: String,
    _ message: String,
    at place: Diagnostic.Location
  ) {
    diagnostics.append(Diagnostic(identifier, message, at: place))
  }
}
