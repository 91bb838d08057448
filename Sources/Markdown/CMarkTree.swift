private import CCMarkGFM
private import Foundation

/// libcmark-gfm's tree of a text, valid while a closure runs.
///
/// While it reads inlines, the library marks the characters that are special to its extensions in a global
/// table, and clears the marks at the end: a lock guards that step. Everything else may run concurrently.
struct CMarkTree {
  let root: CMarkNode

  private static let readingInlines = NSLock()
  private static let extensions = registeredExtensions()
  static let options = CMARK_OPT_UNSAFE | CMARK_OPT_FOOTNOTES

  /// Parses a text and passes its tree to a closure, which must not let it escape.
  ///
  /// Complexity: O(n) in the length of the text.
  static func parsing<Result>(_ text: String, _ body: (CMarkTree) -> Result) -> Result {
    let parser = cmark_parser_new(options)
    defer { cmark_parser_free(parser) }
    for name in extensions {
      cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(name))
    }
    var text = text
    text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) {
        cmark_parser_feed(parser, $0.baseAddress, $0.count)
      }
    }
    let document = readingInlines.withLock { cmark_parser_finish(parser) }
    guard let document else {
      preconditionFailure("libcmark-gfm returns a document for every text")
    }
    defer { cmark_node_free(document) }
    return body(CMarkTree(root: CMarkNode(document)))
  }

  private static func registeredExtensions() -> [String] {
    cmark_gfm_core_extensions_ensure_registered()
    return ["table", "strikethrough", "autolink", "tasklist"]
  }

  func html(_ style: HTMLStyle) -> String { root.html(style) }

  /// The nodes that are elements, in tree order. The order, and so each index, is the same for every
  /// tree of the same text.
  func elementNodes() -> [CMarkNode] {
    nodes().filter(\.isElement)
  }

  /// The nodes whose text holds inlines: paragraphs, headings and table rows.
  func leafBlocks() -> [CMarkNode] {
    nodes().filter(\.isLeafBlock)
  }

  /// The lines on which fenced code blocks begin.
  func fenceLines() -> [Int] { nodes().filter(\.isFence).map(\.startLine) }

  /// Moves the paragraphs at the start of the tree after the fences that begin on these lines, one
  /// each; if output follows a fence, after the output.
  func moveParagraphs(behindFences lines: [Int]) {
    let fences = Dictionary(nodes().filter(\.isFence).map { ($0.startLine, $0) }) { $1 }
    for (line, paragraph) in zip(lines, Array(root.children.prefix(lines.count))) {
      guard let fence = fences[line] else { continue }
      let output = fence.next.flatMap { $0.isOutput ? $0 : nil }
      paragraph.move(behind: output ?? fence)
    }
  }

  /// The lines of code blocks and raw HTML, whose text is literal.
  func literalLines() -> Set<Int> {
    Set(nodes().filter(\.isLiteralBlock).flatMap { $0.startLine...max($0.startLine, $0.endLine) })
  }

  func nodes() -> [CMarkNode] {
    var nodes: [CMarkNode] = []
    let iterator = cmark_iter_new(root.pointer)
    defer { cmark_iter_free(iterator) }
    while true {
      let event = cmark_iter_next(iterator)
      if event == CMARK_EVENT_DONE { return nodes }
      if event == CMARK_EVENT_ENTER, let node = cmark_iter_get_node(iterator) {
        nodes.append(CMarkNode(node))
      }
    }
  }
}
