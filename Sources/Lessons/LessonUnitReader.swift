import Diagnostics
import Markdown
import SwiftReading

/// Finds the cells and inline expressions among the elements of a document.
struct LessonUnitReader {
  private(set) var units: [LessonUnit] = []
  /// The cells that are only shown.
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
    if block.isUnclosed,
      infoString.language == "swift"
        || !info.isEmpty && element.range.end.line >= lastLine
    {
      report(
        "unclosed-fence",
        "this fence is never closed: all that follows is taken for code",
        at: file.location(line: element.range.start.line)
      )
    }
    guard infoString.language == "swift" else { return }
    var (options, faults) = CellOptions.read(infoString, in: file)
    diagnostics += faults
    // The text that follows it may be prose.
    if block.isUnclosed { options.fate = .isShownOnly }
    let cell = Cell(element: index, options: options, code: block)
    if case .showsSource = options.fate, !block.text.allSatisfy(\.isWhitespace) {
      report(
        "source-with-code",
        "this cell shows a source, so its own code would be lost; leave it empty",
        at: file.location(line: element.range.start.line + 1)
      )
    }
    if options.fate == .claims, cell.swift.source.statements.isEmpty {
      report(
        "claim-is-no-truth",
        "a claim ends in an expression that is true or false; this one is empty",
        at: file.location(line: element.range.start.line)
      )
    }
    if options.fate.isOutsideOfPrograms {
      shownCells.append(cell)
    } else {
      units.append(.cell(cell))
    }
  }

  /// The last line that is not blank.
  private var lastLine: Int {
    (1...max(1, file.lineCount)).last { !file.line($0).allSatisfy(\.isWhitespace) } ?? 1
  }

  private mutating func read(_ span: CodeSpan, _ element: Element, at index: Int) {
    reportFence(with: span, onLine: element.range.start.line)
    guard let marker = InlineMarker(span, in: file) else { return }
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

  /// Reports a fence of backticks with more backticks after it, which CommonMark reads as inline code.
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
