import Basics
private import Caching
package import Diagnostics
package import Markdown

/// Renders a Markdown text as an HTML fragment, without running code or checking links.
package struct FragmentRenderer: Sendable {
  private let typesetter: Typesetter

  package init(_ typesetter: Typesetter) {
    self.typesetter = typesetter
  }

  /// Returns the fragment and the faults in its formulas.
  package func render(
    _ document: MarkdownDocument
  ) async -> (html: String, diagnostics: [Diagnostic]) {
    let anchors = HeadingAnchors(document)
    var memo = Memo()
    var diagnostics: [Diagnostic] = []
    var replacements: [Int: Replacement] = [:]
    for (index, element) in document.elements.enumerated() {
      switch element.kind {
      case .heading:
        replacements[index] = anchors.identifiers[index].map { .anchor(identifier: $0) }
      case .tex(let tex):
        replacements[index] = await typesetter.formula(
          tex,
          in: document.file,
          QuantityMarks(styles: [:]),
          &memo,
          &diagnostics
        ).map { .formula($0, tex) }
      case .caption(let caption):
        // Nothing is numbered here, and captions from the options of a fence are dropped.
        if caption.noun == nil { replacements[index] = .html("") }
      case .quotation(let alert):
        replacements[index] = alert?.replacement
      default: continue
      }
    }
    return (document.html(replacing: replacements), diagnostics)
  }
}

extension Replacement {
  /// A formula on its own line; in a span, since a paragraph may contain it.
  static func displayedFormula(_ html: String) -> String {
    let attributes = "class=\"math-display\" tabindex=\"0\" role=\"group\" aria-label=\"Formula\""
    return "<span \(attributes)>\(html)</span>"
  }

  /// A formula beside its number, if it has one; image descriptions use its source instead.
  static func formula(_ html: String, _ tex: TeX, _ label: Numbering.Label? = nil) -> Replacement {
    guard tex.isDisplay else { return .unbroken(html: html, text: tex.source) }
    let display = displayedFormula(html)
    guard let label, let identifier = tex.identifier else {
      return .inline(html: display, text: tex.source)
    }
    return .html(
      "<div class=\"equation\" id=\"\(identifier.escapedHTML)\">\(display)"
        + "<span class=\"equation-number\">(\(label.number))</span></div>\n"
    )
  }
}
