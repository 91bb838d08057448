import Basics
import Caching
import Diagnostics
import Foundation
import Lessons
import Markdown
import Weaving

/// Renders one lesson's body as HTML.
struct LessonRenderer {
  /// The folder of the files that all pages share.
  static let assets = "assets/"
  /// The length, in characters, up to which a value in prose is not broken across lines.
  private static let longestUnbrokenValue = 24

  let woven: WovenLesson
  private let theme: Theme
  let typesetter: Typesetter
  private let numbering: Numbering
  let marks: QuantityMarks
  let links: LinkResolver
  private let glossary: Glossary
  /// The package files that lessons show parts of, by path.
  private let sources: [String: SourceFile]
  private let anchors: HeadingAnchors

  var memo: Memo
  var replacements: [Int: Replacement] = [:]
  /// The HTML of code spans, formulas and links without text, for the headings that contain them.
  var inlineHTML: [Int: String] = [:]
  /// The lines of cells' code as HTML, by the index of the cell's element.
  private var coloredCells: [Int: [String]] = [:]
  var usesMath = false
  var imageOrigins: Set<String> = []
  var files: Set<String> = []
  /// The files that cells make, by path within the site.
  var ownFiles: [String: Data] = [:]
  var diagnostics: [Diagnostic] = []
  private var valueCount = 0
  /// What the page computes again, and where its values are.
  var following: FollowingValues

  init(
    _ woven: WovenLesson,
    theme: Theme,
    typesetter: Typesetter,
    marks: QuantityMarks,
    links: LinkResolver,
    glossary: Glossary,
    sources: [String: SourceFile],
    memo: Memo
  ) {
    self.woven = woven
    self.theme = theme
    self.typesetter = typesetter
    numbering = Numbering(woven)
    self.marks = marks
    self.links = links
    self.glossary = glossary
    self.sources = sources
    self.memo = memo
    following = FollowingValues(woven)
    anchors = HeadingAnchors(
      woven.lesson.document,
      taken: woven.lesson.identifiers.map(\.name)
    )
  }

  var document: MarkdownDocument { woven.lesson.document }

  /// Complexity: O(n) in the size of the lesson, plus typesetting whatever is not in the memo.
  mutating func render() async -> Result {
    await colorCells()
    for (index, element) in document.elements.enumerated() {
      await replace(index, element)
    }
    let headings = HeadingTexts(woven, inlineHTML: inlineHTML)
    if let heading = woven.lesson.titleHeading { replacements[heading] = .html("") }
    let terms = woven.lesson.frontMatter.isGlossary ? [] : glossary.terms
    let html = document.html(replacing: replacements, style: .current, terms: terms)
      .labellingCheckboxes.withoutEmptyHeaders
    let body = PrintedText.visible(marks.tables(html))
    let highlight = highlight()
    let script = following.script(slug: woven.lesson.slug)
    if let script { ownFiles[script.path] = script.data }
    return Result(
      summary: PageSummary(
        title: headings.title,
        plainTitle: headings.plainTitle,
        highlight: highlight,
        search: SearchPage(title: headings.plainTitle, body: body),
        formulaClasses: usesMath ? ClassNames.names(in: headings.title + body) : [],
        files: files,
        ownFiles: ownFiles,
        diagnostics: numbering.diagnostics + diagnostics
      ),
      titleIdentifier: woven.lesson.titleHeading.flatMap { anchors.identifiers[$0] },
      body: body,
      contents: headings.contents(anchors),
      imageOrigins: imageOrigins,
      script: script?.path
    )
  }

  private mutating func replace(_ index: Int, _ element: Element) async {
    switch element.kind {
    case .heading:
      if let identifier = anchors.identifiers[index] {
        replacements[index] = .anchor(identifier: identifier)
      }
    case .codeBlock(let block):
      replacements[index] = .html(await code(block, index))
    case .code(let span):
      if let value = woven.inlineValues[index] {
        let html = marks.value(
          theme.render(.value, context(of: value, element: index)),
          of: woven.quantities[index]
        )
        inlineHTML[index] = html
        replacements[index] = .inline(html: html, text: value.plain)
      } else if woven.lesson.isArticle, document.isSymbol(span) {
        let symbol = links.symbol(span.text, from: woven.lesson)
        inlineHTML[index] = "<code>\(symbol.name.escapedHTML)</code>"
        replacements[index] = .inline(html: symbol.html, text: symbol.name)
      } else {
        inlineHTML[index] = "<code>\(span.text.escapedHTML)</code>"
      }
    case .tex(let tex):
      usesMath = true
      guard let html = await typesetter.formula(tex, in: document.file, marks, &memo, &diagnostics)
      else { return }
      inlineHTML[index] = html
      replacements[index] = .formula(html, tex, numbering.formulas[index])
    case .link(let destination, let text):
      follow(destination, index, element.range, text)
    case .image(let destination):
      noteOrigin(of: destination)
      follow(destination, index, element.range, .other, isImage: true)
    case .caption:
      if let figure = numbering.figures[index] { replacements[index] = .caption(of: figure) }
    case .html(let html):
      follow(html, index)
    case .quotation(let alert):
      if let alert { replacements[index] = alert.replacement }
    case .table:
      replacements[index] = .framed(opening: .tableOpening, closing: "</div>\n")
    }
  }

  // MARK: Code

  private mutating func colorCells() async {
    let cells = woven.cells.filter { !$0.value.lines.isEmpty }.sorted { $0.key < $1.key }
    guard !cells.isEmpty else { return }
    let code = cells.map { TypedCode($0.value.lines.map(\.text), $0.value.types) }
    let colored = await typesetter.swift(code, &memo, &diagnostics)
    coloredCells = Dictionary(zip(cells.map(\.key), colored)) { first, _ in first }
  }

  private mutating func code(_ block: CodeBlock, _ index: Int) async -> String {
    if let reference = woven.sources[index] { return await html(of: reference, at: index) }
    if let cell = woven.cells[index] { return await html(of: cell, at: index) }
    if woven.recordedOutputs.contains(index) { return "" }
    let language = (block.info ?? "").prefix { !$0.isWhitespace && !"{,".contains($0) }
    var html = block.text.escapedHTML
    if language.lowercased() == "swift" {
      let code = TypedCode(block.lines.map(\.text))
      html = await typesetter.swift([code], &memo, &diagnostics).joined().map { $0 + "\n" }.joined()
    } else if !language.isEmpty,
      let colored = await typesetter.code(
        block.text,
        language: String(language),
        &memo,
        &diagnostics
      )
    {
      html = colored
    }
    let name = language.isEmpty ? "text" : String(language).escapedHTML
    return """
      <div class="copy"><button type="button">Copy</button></div>
      <pre tabindex="0" role="group" aria-label="Code: \(name)"><code \
      class="language-\(name)">\(html)</code></pre>

      """
  }

  private mutating func html(of cell: WovenCell, at index: Int) async -> String {
    guard !cell.isEmpty else { return "" }
    let figure = numbering.figuresOfCells[index]
    let lines = zip(coloredCells[index] ?? [], cell.lines).map { code, line in
      CellContext.Line(
        code: code,
        hasValues: !line.values.isEmpty || line.failure != nil,
        values: line.values.map { context(of: $0, element: index) },
        failure: line.failure.map { $0 == .compilation ? "does not compile" : "stops the program" }
      )
    }
    return theme.render(
      .cell,
      CellContext(
        tag: figure == nil ? "figure" : "div",
        id: figure?.identifier == cell.identifier ? nil : cell.identifier,
        unit: following.unit(ofElement: index).map(String.init),
        language: "swift",
        hasCode: !lines.isEmpty,
        lines: lines,
        types: TypesContext(cell, id: "types.\(index)"),
        printed: cell.printed.map(PrintedContext.init),
        errors: cell.errors.map(PrintedContext.init),
        compiler: CompilerMessagesContext(cell),
        trap: cell.trap,
        isClaim: cell.isClaim,
        display: await display(of: cell, at: index),
        caption: nil
      )
    )
  }

  /// A declaration from the package, as it appears in the code.
  private mutating func html(of reference: SourceReference, at index: Int) async -> String {
    let place = document.file.location(line: document.elements[index].range.start.line)
    guard let file = sources[reference.path] else {
      diagnostics.append(
        Diagnostic("no-source", "the package has no file '\(reference.path)'", at: place)
      )
      return ""
    }
    do {
      let lines = try await typesetter.source(of: reference.symbol, in: file, at: place)
      let colored = await typesetter.swift([TypedCode(lines)], &memo, &diagnostics)[0]
      return theme.render(
        .cell,
        CellContext(
          tag: "figure",
          id: woven.cells[index]?.identifier,
          unit: nil,
          language: "swift",
          hasCode: true,
          lines: colored.map {
            CellContext.Line(code: $0, hasValues: false, values: [], failure: nil)
          },
          types: nil,
          printed: nil,
          errors: nil,
          compiler: nil,
          trap: nil,
          isClaim: false,
          display: nil,
          caption: "<code>\(reference.path.escapedHTML)</code>"
        )
      )
    } catch let error as DiagnosticError {
      diagnostics += error.diagnostics
    } catch {
      diagnostics.append(Diagnostic("no-source", "\(error)", at: place))
    }
    return ""
  }

  private mutating func context(of value: WovenValue, element: Int) -> ValueContext {
    valueCount += 1
    // Cannot clash with a heading: heading identifiers contain no periods.
    let tip = "value.\(valueCount)"
    let isInline = woven.inlineValues[element] != nil
    let control = following.control(of: value, inElement: element, id: tip)
    return ValueContext(
      short: value.short,
      isLong: value.short.count > Self.longestUnbrokenValue,
      isRounded: value.isRounded,
      isIsolated: value.needsIsolation,
      full: value.full,
      type: value.type,
      name: value.name,
      count: value.count.map { "×\($0)" },
      tip: tip,
      control: isInline ? nil : control.map { theme.render(.control, $0) },
      scrub: isInline && control?.type != nil && control?.type != "checkbox" ? control : nil
    )
  }
}
