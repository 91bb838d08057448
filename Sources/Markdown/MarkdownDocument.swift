package import Diagnostics

/// A Markdown text (CommonMark, GFM's tables, strikethrough, autolinks and task lists, footnotes,
/// TeX), the elements Literate may replace in it, and the resulting HTML.
///
/// The HTML is libcmark-gfm's own, except for the elements that `html(replacing:)` replaces.
package struct MarkdownDocument: Sendable {
  package let file: SourceFile
  /// The elements in tree order; the index names an element in `html(replacing:)`.
  package let elements: [Element]
  /// The text that libcmark-gfm parses: the source's lines after those of the captions, with the same
  /// columns and with TeX delimited as code.
  private let parsedText: String
  private let captions: LiftedCaptions

  /// Parses a text starting at a line; anything before it (front matter) is left out, but line
  /// numbers are those of the file.
  ///
  /// Complexity: O(n) in the length of the text, which is parsed twice if it holds TeX.
  package init(_ file: SourceFile, fromLine firstLine: Int = 1) {
    let captions = LiftedCaptions(TeXFences.replaced(in: file, fromLine: firstLine))
    let source = captions.source
    let (spans, elements) = captions.parsing(source.text) { tree in
      let spans = tree.leafBlocks().flatMap { SpanScanner.spans(in: LeafText(of: $0, in: source)) }
      var reader = ElementReader(captions, spans: spans)
      return (spans, spans.contains(where: \.isTeX) ? nil : reader.elements(of: tree))
    }
    self.file = file
    self.captions = captions
    if let elements {
      self.elements = elements
      self.parsedText = source.text
    } else {
      let text = Self.delimitingTeXAsCode(spans, in: source)
      self.elements = captions.parsing(text) { tree in
        var reader = ElementReader(captions, spans: spans)
        return reader.elements(of: tree)
      }
      self.parsedText = text
    }
  }

  /// Parses a text that is part of a file, such as a documentation comment; the elements have their
  /// places in the file.
  ///
  /// Complexity: O(n) in the length of the text.
  package init(_ extract: MarkdownExtract) {
    let own = MarkdownDocument(SourceFile(path: extract.file.path, text: extract.text))
    file = extract.file
    captions = own.captions
    elements = own.elements.map { $0.placed(extract.place) }
    parsedText = own.parsedText
  }

  /// The document as HTML, with some elements replaced, and the first use of each term marked.
  ///
  /// Complexity: O(n) in the length of the text.
  package func html(
    replacing replacements: [Int: Replacement] = [:],
    style: HTMLStyle = .classic,
    terms: [Term] = []
  ) -> String {
    captions.parsing(parsedText) { tree in
      // An element is identified by its index in tree order until nodes move.
      let nodes = tree.elementNodes()
      if style == .current { CMarkFootnotes(in: tree)?.moveBesideTheirBlocks() }
      if !terms.isEmpty {
        var marker = TermMarker(terms)
        marker.mark(in: tree)
      }
      // From last to first, so that anything inside an element is replaced before it.
      for index in nodes.indices.reversed() {
        if let replacement = replacements[index] {
          nodes[index].replace(with: replacement, style)
        }
      }
      return tree.html(style)
    }
  }

  /// A text as HTML by CommonMark and GFM only, as libcmark-gfm writes it.
  ///
  /// Complexity: O(n) in the length of the text.
  package static func plainHTML(_ text: String) -> String {
    CMarkTree.parsing(text) { $0.html(.classic) }
  }

  private static func delimitingTeXAsCode(_ spans: [InlineSpan], in file: SourceFile) -> String {
    var lines = (1...file.lineCount).map { Array(file.line($0).utf8) }
    for case .tex(_, let dollars) in spans.map(\.kind) {
      for run in dollars {
        for column in run.position.column..<run.position.column + run.count {
          lines[run.position.line - 1][column - 1] = UInt8(ascii: "`")
        }
      }
    }
    return String(decoding: Array(lines.joined(separator: [UInt8(ascii: "\n")])), as: UTF8.self)
  }
}

extension InlineSpan {
  fileprivate var isTeX: Bool {
    if case .tex = kind { true } else { false }
  }
}
