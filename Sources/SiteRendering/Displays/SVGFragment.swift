import Basics
import Markdown

/// An inline drawing: it runs nothing, and its names do not clash with others on the page.
struct SVGFragment {
  let markup: String

  /// - Parameters:
  ///   - text: begins with an XML declaration, a document type or `<svg`, and ends with `</svg>`.
  ///   - label: a description for screen readers, if the drawing has none.
  ///   - prefix: put before the drawing's names, which other drawings on the page may use, too.
  /// - Throws: `DisplayFault` if the text is not SVG, or could run something.
  ///
  /// Complexity: O(n·k) in the length of the text and the number of names in it.
  init(_ text: String, label: String, prefix: String) throws(DisplayFault) {
    guard let start = text.firstRange(of: "<svg"), let end = text.ranges(of: "</svg>").last,
      start.upperBound <= end.lowerBound
    else { throw DisplayFault(message: "its image/svg+xml does not go from <svg to </svg>") }
    let drawing = text[start.lowerBound..<end.upperBound]
    try MarkupScanner.check(drawing)
    let names = Set(drawing.matches(of: /\sid\s*=\s*["']([^"']*)["']/).map { $0.output.1 })
    let named = String(drawing).replacing(Self.reference) { match in
      let targets = match.output.targets.split(separator: " ").map { name in
        names.contains(name) ? "\(prefix)\(name)" : String(name)
      }
      return match.output.before + targets.joined(separator: " ")
    }
    let tellsItself = drawing.contains(/<title|<desc|\saria-label|\saria-hidden/)
    markup =
      tellsItself ? named : "<div role=\"img\" aria-label=\"\(label.escapedHTML)\">\(named)</div>"
  }

  /// The places where names are defined or referenced.
  private static var reference: Regex<(Substring, before: Substring, targets: Substring)> {
    /(?<before>\sid\s*=\s*["']|href\s*=\s*["']#|url\(["']?#|aria-\w+by\s*=\s*["'])(?<targets>[^"')]+)/
  }
}
