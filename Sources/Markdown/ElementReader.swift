import Basics
private import CCMarkGFM
import Diagnostics

/// Turns the nodes of a tree into elements, with exact positions for code and TeX.
struct ElementReader {
  private let captions: LiftedCaptions
  private var file: SourceFile { captions.source }
  private var spans: ArraySlice<InlineSpan>

  /// The spans are the code and TeX of the text, in tree order.
  init(_ captions: LiftedCaptions, spans: [InlineSpan]) {
    self.captions = captions
    self.spans = spans[...]
  }

  mutating func elements(of tree: CMarkTree) -> [Element] {
    let nodes = tree.elementNodes()
    var indices: [OpaquePointer: Int] = [:]
    for (index, node) in nodes.enumerated() { indices[node.pointer] = index }
    let elements = nodes.map { element($0, indices) }
    return captions.isEmpty ? elements : elements.map { $0.placed(captions.original) }
  }

  private mutating func element(_ node: CMarkNode, _ indices: [OpaquePointer: Int]) -> Element {
    if let caption = CMarkCaption(node) { return self.caption(caption, indices) }
    switch node.type {
    case CMARK_NODE_HEADING:
      let content = runs(of: node, indices)
      return Element(kind: .heading(level: node.level, content: content), range: lines(of: node))
    case CMARK_NODE_CODE_BLOCK:
      return codeBlock(node)
    case CMARK_NODE_CODE:
      return code(node)
    case CMARK_NODE_LINK:
      return Element(
        kind: .link(destination: node.destination, node.linkText),
        range: destinationRange(node)
      )
    case CMARK_NODE_IMAGE:
      return Element(kind: .image(destination: node.destination), range: destinationRange(node))
    case CMARK_NODE_HTML_INLINE, CMARK_NODE_HTML_BLOCK:
      let html = RawHTML(node.literal) { value, line in
        range(of: value, fromLine: max(1, node.startLine) + line)
      }
      return Element(kind: .html(html), range: lines(of: node))
    case _ where node.isTable:
      return Element(kind: .table, range: lines(of: node))
    default:
      return Element(kind: .quotation(alert: alertMarker(of: node)), range: lines(of: node))
    }
  }

  /// The text of a heading; its elements are numbered from the heading's own index on.
  private func runs(of node: CMarkNode, _ indices: [OpaquePointer: Int]) -> [HeadingPiece] {
    node.children.flatMap { child -> [HeadingPiece] in
      switch child.type {
      case CMARK_NODE_TEXT: [.text(child.literal)]
      case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK: [.text(" ")]
      case CMARK_NODE_CODE: indices[child.pointer].map { [.element($0)] } ?? []
      case CMARK_NODE_LINK where child.firstChild == nil:
        indices[child.pointer].map { [.element($0)] } ?? []
      default: runs(of: child, indices)
      }
    }
  }

  // MARK: Code

  private func codeBlock(_ node: CMarkNode) -> Element {
    let isFenced = node.isFenced
    let firstLine = node.startLine + (isFenced ? 1 : 0)
    var texts = node.literal.split(separator: "\n", omittingEmptySubsequences: false)
    if texts.last == "" { texts.removeLast() }
    let codeLines = texts.enumerated().map { offset, text in
      CodeBlock.Line(text: String(text), start: start(of: text, onLine: firstLine + offset))
    }
    let fence = file.line(node.startLine)
    let info = node.info
    let infoColumn =
      fence.utf8.count
      - fence.drop { $0 != "`" && $0 != "~" }
      .drop { $0 == "`" || $0 == "~" }.drop { $0 == " " }.utf8.count
    let range = lines(of: node)
    let block = CodeBlock(
      info: isFenced ? info : nil,
      infoStart: SourcePosition(line: node.startLine, column: infoColumn + 1),
      lines: codeLines,
      isUnclosed: isFenced && isUnclosed(range)
    )
    guard info.hasPrefix("math"), let math = info.wholeMatch(of: /math(?:\s*\{#([^\s{}]+)\})?\s*/)
    else {
      return Element(kind: .codeBlock(block), range: range)
    }
    let positions = codeLines.flatMap { line in
      (0...line.text.utf8.count).map {
        SourcePosition(line: line.start.line, column: line.start.column + $0)
      }
    }
    let tex = TeX(
      source: block.text,
      isDisplay: true,
      identifier: math.output.1.map(String.init),
      positions: positions
    )
    return Element(kind: .tex(tex), range: range)
  }

  /// Whether a fence is not closed, that is, its last line is not a fence.
  private func isUnclosed(_ range: SourceRange) -> Bool {
    let marks: Set<Character> = ["`", "~"]
    let opening = file.line(range.start.line).drop { !marks.contains($0) }
    guard let mark = opening.first, range.end.line > range.start.line else { return true }
    let length = opening.prefix { $0 == mark }.count
    let last = file.line(range.end.line).drop { $0 == " " || $0 == "\t" || $0 == ">" }
    let closing = last.prefix { $0 == mark }
    return closing.count < length || !last[closing.endIndex...].allSatisfy(\.isWhitespace)
  }

  /// A line of a code block is a suffix of a line in the file, unless a tab was split.
  private func start(of text: Substring, onLine number: Int) -> SourcePosition {
    let line = file.line(number)
    let isSuffix = line.utf8.count >= text.utf8.count && line.hasSuffix(text)
    return SourcePosition(
      line: number,
      column: isSuffix ? line.utf8.count - text.utf8.count + 1 : 1
    )
  }

  private mutating func code(_ node: CMarkNode) -> Element {
    let text = node.literal
    guard let index = spans.firstIndex(where: { $0.text == text }) else {
      let start = SourcePosition(line: node.startLine, column: node.startColumn)
      let positions = text.utf8.indices.map { _ in start }
      return Element(
        kind: .code(CodeSpan(text: text, positions: positions)),
        range: SourceRange(at: start)
      )
    }
    let span = spans[index]
    spans = spans[(index + 1)...]
    let range = SourceRange(span.positions.first ?? span.end, span.end)
    switch span.kind {
    case .code:
      return Element(kind: .code(CodeSpan(text: text, positions: span.positions)), range: range)
    case .tex(let isDisplay, _):
      let tex = TeX(
        source: text,
        isDisplay: isDisplay,
        identifier: nil,
        positions: span.positions
      )
      return Element(kind: .tex(tex), range: range)
    }
  }

  private func caption(_ caption: CMarkCaption, _ indices: [OpaquePointer: Int]) -> Element {
    let isLifted = captions.contains(line: caption.node.startLine)
    return Element(
      kind: .caption(
        Caption(
          noun: isLifted ? nil : caption.noun,
          identifier: caption.identifier,
          element: indices[caption.named.pointer, default: 0]
        )
      ),
      range: lines(of: caption.node)
    )
  }

  // MARK: Places

  private func lines(of node: CMarkNode) -> SourceRange {
    let last = max(node.startLine, node.endLine)
    return SourceRange(
      SourcePosition(line: node.startLine, column: node.startColumn),
      SourcePosition(line: last, column: file.line(last).utf8.count + 1)
    )
  }

  /// The place of a link's destination: after its text, or in its definition further down.
  private func destinationRange(_ node: CMarkNode) -> SourceRange {
    let line = max(1, node.startLine)
    guard !node.destination.isEmpty else {
      return SourceRange(line: line, column: node.startColumn)
    }
    return range(of: node.destination, fromLine: line)
  }

  /// The first occurrence of a text from a line on; that line itself if the text is written differently.
  private func range(of text: some StringProtocol, fromLine first: Int) -> SourceRange {
    for number in first...max(first, file.lineCount) {
      if let offset = file.line(number).byteOffset(of: text) {
        return SourceRange(line: number, column: offset + 1, length: text.utf8.count)
      }
    }
    return SourceRange(line: first, column: 1)
  }

  private func alertMarker(of node: CMarkNode) -> AlertMarker? {
    guard let paragraph = node.firstChild, paragraph.type == CMARK_NODE_PARAGRAPH else {
      return nil
    }
    var line = ""
    for child in paragraph.children {
      guard child.type == CMARK_NODE_TEXT else {
        if child.type == CMARK_NODE_SOFTBREAK || child.type == CMARK_NODE_LINEBREAK { break }
        return nil
      }
      line += child.literal
    }
    return AlertMarker(line)
  }
}
