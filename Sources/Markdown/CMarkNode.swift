import Basics
internal import CCMarkGFM
import Diagnostics

#if canImport(Glibc)
  private import Glibc
#elseif canImport(Darwin)
  private import Darwin
#endif

/// A node of libcmark-gfm's tree, valid only as long as the tree.
struct CMarkNode {
  let pointer: OpaquePointer

  init(_ pointer: OpaquePointer) {
    self.pointer = pointer
  }

  var type: cmark_node_type { cmark_node_get_type(pointer) }
  var level: Int { Int(cmark_node_get_heading_level(pointer)) }
  var destination: String { string(cmark_node_get_url(pointer)) }
  var literal: String { string(cmark_node_get_literal(pointer)) }
  var info: String { string(cmark_node_get_fence_info(pointer)) }
  var startLine: Int { Int(cmark_node_get_start_line(pointer)) }
  var endLine: Int { Int(cmark_node_get_end_line(pointer)) }
  var startColumn: Int { max(1, Int(cmark_node_get_start_column(pointer))) }
  var parent: CMarkNode? { cmark_node_parent(pointer).map(CMarkNode.init) }
  var firstChild: CMarkNode? { cmark_node_first_child(pointer).map(CMarkNode.init) }
  var lastChild: CMarkNode? { cmark_node_last_child(pointer).map(CMarkNode.init) }
  var previous: CMarkNode? { cmark_node_previous(pointer).map(CMarkNode.init) }
  var next: CMarkNode? { cmark_node_next(pointer).map(CMarkNode.init) }

  var children: some Sequence<CMarkNode> {
    sequence(state: firstChild) { node in
      defer { node = node?.next }
      return node
    }
  }

  var isFenced: Bool {
    var length: Int32 = 0
    var offset: Int32 = 0
    var character: CChar = 0
    return cmark_node_get_fenced(pointer, &length, &offset, &character) != 0
  }

  var isFence: Bool { type == CMARK_NODE_CODE_BLOCK && isFenced }

  var isElement: Bool {
    switch type {
    case CMARK_NODE_HEADING, CMARK_NODE_CODE_BLOCK, CMARK_NODE_CODE, CMARK_NODE_LINK,
      CMARK_NODE_IMAGE, CMARK_NODE_BLOCK_QUOTE, CMARK_NODE_HTML_INLINE, CMARK_NODE_HTML_BLOCK:
      true
    case CMARK_NODE_PARAGRAPH: CMarkCaption(self) != nil
    default: isTable
    }
  }

  /// The text of a link.
  var linkText: Element.LinkText {
    guard let text = firstChild else { return .none }
    let isDestination =
      text.type == CMARK_NODE_TEXT && text.next == nil && text.literal == destination
    return isDestination ? .destination : .other
  }

  var isTable: Bool { typeName == "table" }

  var isTableRow: Bool { typeName == "table_row" || typeName == "table_header" }

  var isLeafBlock: Bool {
    type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_HEADING || isTableRow
  }

  var isLiteralBlock: Bool { type == CMARK_NODE_CODE_BLOCK || type == CMARK_NODE_HTML_BLOCK }

  /// The number of quotations around the node.
  var quotationDepth: Int {
    sequence(first: self, next: \.parent).count { $0.type == CMARK_NODE_BLOCK_QUOTE }
  }

  /// The library has no type name for footnotes.
  private var typeName: String { string(cmark_node_get_type_string(pointer)) }

  func html(_ style: HTMLStyle) -> String {
    let options = CMarkTree.options | style.options
    guard let text = cmark_render_html(pointer, options, nil) else { return "" }
    defer { free(text) }
    return String(cString: text)
  }

  private func string(_ text: UnsafePointer<CChar>?) -> String {
    text.map { String(cString: $0) } ?? ""
  }
}

/// The way libcmark-gfm writes constructs that HTML has since changed.
package enum HTMLStyle: Sendable {
  /// As the program `cmark-gfm` does by default.
  case classic
  /// As pages need it: table cells are aligned by style, not by attribute, and footnotes are beside
  /// the blocks that refer to them.
  case current

  fileprivate var options: Int32 {
    switch self {
    case .classic: 0
    case .current: CMARK_OPT_TABLE_PREFER_STYLE_ATTRIBUTES
    }
  }
}

// MARK: - Replacing

extension CMarkNode {
  func replace(with replacement: Replacement, _ style: HTMLStyle) {
    switch replacement {
    case .html(let html): replace(withHTML: html)
    case .inline(let html, let text):
      if isInImage { replace(withText: text) } else { replace(withHTML: html) }
    case .unbroken(let html, let text):
      if isInImage { replace(withText: text) } else { replace(withUnbroken: html) }
    case .destination(let destination): cmark_node_set_url(pointer, destination)
    case .unlinked: replace(withHTML: children.map { $0.html(style) }.joined())
    case .anchor(let identifier): replace(withHTML: anchored(identifier, style))
    case .caption(let opening, let label, let closing):
      CMarkCaption(self)?.replace(opening: opening, label: label, closing: closing, style)
    case .framed(let opening, let closing): replace(withHTML: opening + html(style) + closing)
    case .wrapped(let opening, let closing):
      removeFirstLine()
      replace(withHTML: opening + children.map { $0.html(style) }.joined() + closing)
    }
  }

  private func replace(withUnbroken html: String) {
    let mark = takePunctuation()
    replace(withHTML: mark.isEmpty ? html : "<span class=\"unbroken\">\(html)\(mark)</span>")
  }

  /// Removes and returns the punctuation that the next text begins with.
  private func takePunctuation() -> Substring {
    guard let next = cmark_node_next(pointer).map(CMarkNode.init), next.type == CMARK_NODE_TEXT
    else { return "" }
    let text = next.literal
    let mark = text.prefix { ".,;:!?)’”".contains($0) }
    guard !mark.isEmpty else { return "" }
    cmark_node_set_literal(next.pointer, String(text.dropFirst(mark.count)))
    return mark
  }

  private func replace(withHTML html: String) {
    // A C string ends at a NUL; CommonMark also replaces it.
    let html = html.utf8.contains(0) ? html.replacing("\0", with: "\u{FFFD}") : html
    let isInline = [
      CMARK_NODE_CODE, CMARK_NODE_LINK, CMARK_NODE_IMAGE, CMARK_NODE_HTML_INLINE,
    ].contains(type)
    guard
      let node = cmark_node_new(isInline ? CMARK_NODE_HTML_INLINE : CMARK_NODE_HTML_BLOCK),
      cmark_node_set_literal(node, html) == 1, cmark_node_replace(pointer, node) == 1
    else { preconditionFailure("libcmark-gfm refuses to put HTML in place of a node") }
    cmark_node_free(pointer)
  }

  func insertBefore(html: String) {
    guard let node = cmark_node_new(CMARK_NODE_HTML_BLOCK), cmark_node_set_literal(node, html) == 1,
      cmark_node_insert_before(pointer, node) == 1
    else { preconditionFailure("libcmark-gfm refuses to put HTML before a node") }
  }

  func move(behind block: CMarkNode) {
    cmark_node_unlink(pointer)
    guard cmark_node_insert_after(block.pointer, pointer) == 1 else {
      preconditionFailure("libcmark-gfm refuses to move a block")
    }
  }

  private var isInImage: Bool {
    sequence(first: self, next: \.parent).contains { $0.type == CMARK_NODE_IMAGE }
  }

  private func replace(withText text: String) {
    guard let node = cmark_node_new(CMARK_NODE_TEXT), cmark_node_set_literal(node, text) == 1,
      cmark_node_replace(pointer, node) == 1
    else { preconditionFailure("libcmark-gfm refuses to put text in place of a node") }
    cmark_node_free(pointer)
  }

  /// The heading's own HTML, with an `id` and a trailing link to it.
  private func anchored(_ identifier: String, _ style: HTMLStyle) -> String {
    let id = identifier.escapedHTML
    let plain = html(style)
    let opening = "<h\(level)>"
    let closing = "</h\(level)>\n"
    let content = plain.dropFirst(opening.count).dropLast(closing.count)
    let link = "<a class=\"anchor\" href=\"#\(id)\" aria-label=\"Link to this section\">#</a>"
    return "<h\(level) id=\"\(id)\">\(content) \(link)</h\(level)>\n"
  }

  /// Removes the alert's marker from its first paragraph, and the paragraph if nothing else is in it.
  private func removeFirstLine() {
    guard let paragraph = firstChild, paragraph.type == CMARK_NODE_PARAGRAPH else { return }
    for node in Array(paragraph.children) {
      let isBreak = node.type == CMARK_NODE_SOFTBREAK || node.type == CMARK_NODE_LINEBREAK
      cmark_node_free(node.pointer)
      if isBreak { return }
    }
    cmark_node_free(paragraph.pointer)
  }
}
