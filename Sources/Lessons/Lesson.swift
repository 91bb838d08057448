import Basics
package import Diagnostics
package import Markdown

/// A Swift cell of a lesson.
package struct Cell: Sendable {
  /// The index of its code block among the document's elements.
  package let element: Int
  package let options: CellOptions
  package let code: CodeBlock
  /// The parsed code.
  package let swift: UnitCode

  init(element: Int, options: CellOptions, code: CodeBlock) {
    self.element = element
    self.options = options
    self.code = code
    swift = UnitCode(code.lines)
  }
}

/// An inline Swift expression that is replaced by its value.
package struct InlineExpression: Sendable {
  /// The index of its code span among the document's elements.
  package let element: Int
  /// The quantity it is a value of, according to its author.
  package let quantity: Placed<String>?
  package let source: String
  /// The expression, split into its lines in the file.
  package let lines: [CodeBlock.Line]
  /// The parsed expression.
  package let swift: UnitCode

  init(element: Int, quantity: Placed<String>?, source: String, lines: [CodeBlock.Line]) {
    self.element = element
    self.quantity = quantity
    self.source = source
    self.lines = lines
    swift = UnitCode(lines)
  }

  /// The range from its beginning to the end of its first line.
  package var range: SourceRange {
    guard let first = lines.first else {
      return SourceRange(at: SourcePosition(line: 1, column: 1))
    }
    return SourceRange(
      line: first.start.line,
      column: first.start.column,
      length: first.text.utf8.count
    )
  }
}

/// A piece of a lesson's program; pieces run in order.
package enum LessonUnit: Sendable {
  case cell(Cell)
  case inline(InlineExpression)

  /// The index among the document's elements.
  package var element: Int {
    switch self {
    case .cell(let cell): cell.element
    case .inline(let inline): inline.element
    }
  }

  package var fate: CellFate {
    if case .cell(let cell) = self { cell.options.fate } else { .runs }
  }

  /// Whether a new program begins with it.
  package var startsProgram: Bool {
    if case .cell(let cell) = self { cell.options.startsProgram } else { false }
  }

  /// The lines of its code.
  package var code: [CodeBlock.Line] {
    switch self {
    case .cell(let cell): cell.code.lines
    case .inline(let inline): inline.lines
    }
  }

  /// The parsed code.
  package var swift: UnitCode {
    switch self {
    case .cell(let cell): cell.swift
    case .inline(let inline): inline.swift
    }
  }

  /// The first and last line of its code in the file.
  package var lines: ClosedRange<Int>? {
    guard let first = code.first, let last = code.last else { return nil }
    return first.start.line...last.start.line
  }
}

/// A parsed Markdown file: its prose and its program.
package struct Lesson: Sendable {
  /// What a file was written for.
  package enum Form: Sendable {
    /// For this tool: its cells are one program.
    case lesson
    /// For readers elsewhere: each of its cells is an example by itself.
    case markdown
    /// The same, in a DocC catalogue.
    case article
    /// The same, in the comment that begins on this line of a Swift file.
    case comment(line: Int)
  }

  package let form: Form
  package let number: Int
  /// The name of the page: `four-reductions` for `03-four-reductions.md`.
  package let slug: String
  package let file: SourceFile
  package let frontMatter: FrontMatter
  /// The document, parsed on demand: prose that is known to be without faults may never need it.
  private let parsed: Lazy<MarkdownDocument>
  /// The cells and inline expressions, in document order.
  package let units: [LessonUnit]
  /// The cells that are only shown.
  package let shownCells: [Cell]
  /// Whether it is known to hold neither cells nor faults below its front matter.
  package internal(set) var isFaultlessProse: Bool

  /// The file's name within the content folder.
  package let fileName: String

  init(
    _ name: LessonName,
    _ file: SourceFile,
    _ frontMatter: FrontMatter,
    _ parsed: Lazy<MarkdownDocument>,
    units: [LessonUnit] = [],
    shownCells: [Cell] = [],
    isFaultlessProse: Bool = false,
    form: Form = .lesson
  ) {
    self.form = form
    number = name.number
    slug = name.slug
    fileName = name.fileName
    self.file = file
    self.frontMatter = frontMatter
    self.parsed = parsed
    self.units = units
    self.shownCells = shownCells
    self.isFaultlessProse = isFaultlessProse
  }

  package var document: MarkdownDocument { parsed.value }

  /// The lesson with only some of its units; the code of others is only shown.
  package func only(_ isIncluded: (LessonUnit) -> Bool) -> Lesson {
    Lesson(
      LessonName(number: number, slug: slug, fileName: fileName),
      file,
      frontMatter,
      parsed,
      units: units.filter(isIncluded),
      shownCells: shownCells,
      isFaultlessProse: isFaultlessProse,
      form: form
    )
  }

  /// Whether its cells are one program.
  package var isProgram: Bool { if case .lesson = form { true } else { false } }

  /// Whether it is an article of a DocC catalogue.
  package var isArticle: Bool {
    if case .article = form { true } else { false }
  }

  /// The declarations it shows, with the elements they replace.
  package var sources: [(reference: SourceReference, element: Int)] {
    shownCells.compactMap { cell in
      guard case .showsSource(let reference) = cell.options.fate else { return nil }
      return (reference, cell.element)
    }
  }

  /// The names that its author gave to cells, captions and formulas, or in HTML, with their
  /// elements, in document order.
  package var identifiers: [(name: String, element: Int)] {
    let cells = units.compactMap { if case .cell(let cell) = $0 { cell } else { nil } }
    let ofCells = (cells + shownCells).compactMap { cell in
      cell.options.identifier.map { ($0, cell.element) }
    }
    let ofOthers = document.elements.enumerated().map { index, element in
      element.kind.identifiers.map { ($0, index) }
    }.flatMap(\.self)
    return (ofCells + ofOthers).sorted { $0.1 < $1.1 }
  }

  /// The element of the first heading, which is the title unless the front matter sets one.
  package var titleHeading: Int? {
    guard frontMatter.title == nil else { return nil }
    return document.elements.firstIndex { if case .heading = $0.kind { true } else { false } }
  }
}

extension Element.Kind {
  fileprivate var identifiers: [String] {
    switch self {
    case .caption(let caption): [caption.identifier].compactMap(\.self)
    case .tex(let tex): [tex.identifier].compactMap(\.self)
    case .html(let html): html.identifiers
    case .heading, .codeBlock, .code, .link, .image, .quotation, .table: []
    }
  }
}
