package import Diagnostics

/// A Markdown text (CommonMark, GFM's tables, strikethrough, autolinks and task lists, footnotes,
/// TeX) with what Literate may replace in it, and the HTML that comes of it.
///
/// The HTML is libcmark-gfm's own, but for the elements that `html(replacing:)` replaces.
package struct MarkdownDocument: Sendable {
  package let file: SourceFile
  /// In the order in which the tree holds them; the index names an element in `html(replacing:)`.
  package let elements: [Element]
  /// What libcmark-gfm reads: the same columns, and the same lines behind those of the captions, TeX
  /// delimited as code.
  private let parsedText: String
  private let captions: LiftedCaptions

  /// Parses a text from a line on; what is before it (front matter) is left out, and the line
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

  /// The document as HTML, with some elements replaced, and the first use of each term marked.
  ///
  /// Complexity: O(n) in the length of the text.
  package func html(
    replacing replacements: [Int: Replacement] = [:],
    style: HTMLStyle = .classic,
    terms: [Term] = []
  ) -> String {
    captions.parsing(parsedText) { tree in
      // Where an element is in the order of the tree is its name, until something moves.
      let nodes = tree.elementNodes()
      if style == .current { CMarkFootnotes(in: tree)?.moveBesideTheirBlocks() }
      if !terms.isEmpty {
        var marker = TermMarker(terms)
        marker.mark(in: tree)
      }
      // From the last to the first, so that what is inside an element is replaced before it.
      for index in nodes.indices.reversed() {
        if let replacement = replacements[index] {
          nodes[index].replace(with: replacement, style)
        }
      }
      return tree.html(style)
    }
  }

  /// A text as HTML by CommonMark and GFM alone: what libcmark-gfm writes, nothing of our own.
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
