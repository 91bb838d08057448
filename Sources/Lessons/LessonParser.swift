package import Diagnostics
import Markdown

/// Reads a Markdown file as a lesson.
package enum LessonParser {
  /// The lesson in a file, and every fault found in it.
  ///
  /// Complexity: O(n) in the length of the file.
  package static func parse(
    _ file: SourceFile,
    name: LessonName
  ) -> (lesson: Lesson, diagnostics: [Diagnostic]) {
    let (matter, matterFaults) = FrontMatter.read(from: file)
    var diagnostics = matterFaults
    let document = MarkdownDocument(file, fromLine: matter.bodyLine)
    var units: [LessonUnit] = []
    var shownCells: [Cell] = []
    for (index, element) in document.elements.enumerated() {
      switch element.kind {
      case .codeBlock(let block):
        guard let info = block.info else { continue }
        let infoString = InfoString(info, at: block.infoStart, in: file)
        guard infoString.language == "swift" else { continue }
        let (options, faults) = CellOptions.read(infoString, in: file)
        diagnostics += faults
        let cell = Cell(element: index, options: options, code: block)
        if options.fate == .isShownOnly {
          shownCells.append(cell)
        } else {
          units.append(.cell(cell))
        }
      case .code(let span):
        guard let inline = inlineExpression(span, index) else { continue }
        if inline.source.isEmpty {
          diagnostics.append(
            Diagnostic(
              "empty-inline-expression",
              "expected an expression after '{swift}'",
              at: file.location(element.range)
            )
          )
        } else {
          units.append(.inline(inline))
        }
      default: continue
      }
    }
    let lesson = Lesson(
      number: name.number,
      slug: name.slug,
      file: file,
      frontMatter: matter,
      document: document,
      units: units,
      shownCells: shownCells,
      fileName: name.fileName
    )
    return (lesson, diagnostics + repeatedIdentifiers(in: lesson))
  }

  private static func repeatedIdentifiers(in lesson: Lesson) -> [Diagnostic] {
    var seen: Set<String> = []
    return lesson.cellIdentifiers.compactMap { name, element in
      guard !seen.insert(name).inserted else { return nil }
      let line = lesson.document.elements[element].range.start.line
      return Diagnostic(
        "repeated-identifier",
        "another cell of this lesson is named '#\(name)', too",
        at: lesson.file.location(line: line)
      )
    }
  }

  /// The expression of a code span such as `` `{swift} 2 * kl` ``.
  private static func inlineExpression(_ span: CodeSpan, _ element: Int) -> InlineExpression? {
    let marker = "{swift}"
    guard span.text.hasPrefix(marker) else { return nil }
    let rest = span.text.dropFirst(marker.count)
    guard rest.first.map({ $0 == " " }) ?? true else { return nil }
    let source = rest.drop { $0 == " " }
    let offset = span.text.utf8.count - source.utf8.count
    return InlineExpression(
      element: element,
      source: String(source),
      lines: lines(Array(source.utf8), span.positions.dropFirst(offset))
    )
  }

  /// A text of prose in the lines on which its bytes stand; the space that stands for a line's end
  /// is left out.
  private static func lines(
    _ bytes: [UInt8],
    _ positions: ArraySlice<SourcePosition>
  ) -> [CodeBlock.Line] {
    var lines: [(bytes: [UInt8], start: SourcePosition)] = []
    for (byte, position) in zip(bytes, positions) {
      if let last = lines.last, last.start.line == position.line {
        lines[lines.count - 1].bytes.append(byte)
      } else if byte != UInt8(ascii: " ") {
        lines.append(([byte], position))
      }
    }
    return lines.map {
      CodeBlock.Line(text: String(decoding: $0.bytes, as: UTF8.self), start: $0.start)
    }
  }
}

/// A lesson's file name: a number, a hyphen, a slug, `.md`.
package struct LessonName: Sendable, Hashable {
  package let fileName: String
  package let number: Int
  package let slug: String

  /// A file of plain Markdown: `Guides/Chain.md` becomes the page `guides-chain`.
  init(plain fileName: String, number: Int) {
    self.fileName = fileName
    self.number = number
    let letters = fileName.dropLast(3).lowercased()
    slug = String(letters.map { $0.isLetter || $0.isNumber || $0 == "_" ? $0 : "-" })
  }

  /// `nil` where the name is not a lesson's.
  package init?(_ fileName: String) {
    guard fileName.hasSuffix(".md") else { return nil }
    let stem = fileName.dropLast(3)
    let digits = stem.prefix { $0.isASCII && $0.isNumber }
    let rest = stem.dropFirst(digits.count)
    guard let number = Int(digits), rest.first == "-", rest.count > 1,
      rest.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") })
    else { return nil }
    self.fileName = fileName
    self.number = number
    self.slug = String(rest.dropFirst())
  }
}
