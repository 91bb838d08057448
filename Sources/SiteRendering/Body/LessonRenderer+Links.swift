import Basics
import Diagnostics
import Lessons
import Markdown
import Weaving

// Resolves the links of a lesson.

extension LessonRenderer {
  mutating func follow(
    _ destination: String,
    _ index: Int,
    _ range: SourceRange,
    _ text: Element.LinkText,
    isImage: Bool = false
  ) {
    switch links.target(of: destination, from: woven.lesson, isImage: isImage) {
    case .external: return
    case .page(let href, let label?) where text == .none:
      inlineHTML[index] = label
      let html = "<a href=\"\(href.escapedHTML)\">\(label)</a>"
      replacements[index] = .inline(html: html, text: label)
    case .page(let href, _):
      replacements[index] = .destination(href)
      if text == .none { reportEmptyLink(to: destination, range) }
    case .article(let href, let title) where text != .other:
      let html = "<a href=\"\(href.escapedHTML)\">\(title.escapedHTML)</a>"
      replacements[index] = .inline(html: html, text: title)
    case .article(let href, _): replacements[index] = .destination(href)
    case .symbol(let symbol) where text != .other:
      replacements[index] = .inline(html: symbol.html, text: symbol.name)
    case .symbol(let symbol):
      replacements[index] = symbol.href.map(Replacement.destination) ?? .unlinked
    case .file(let path, let href):
      files.insert(path)
      if href != destination { replacements[index] = .destination(href) }
    case .broken(let message): reportBrokenLink(message, range)
    }
  }

  mutating func follow(_ html: RawHTML, _ index: Int) {
    var destinations: [Int: String] = [:]
    for (number, reference) in html.references.enumerated() {
      switch links.target(of: reference.destination, from: woven.lesson) {
      case .external: noteOrigin(of: reference.destination)
      case .page(let href, _), .article(let href, _): destinations[number] = href
      case .symbol(let symbol): destinations[number] = symbol.href
      case .file(let path, let href):
        files.insert(path)
        if href != reference.destination { destinations[number] = href }
      case .broken(let message): reportBrokenLink(message, reference.range)
      }
    }
    if !destinations.isEmpty { replacements[index] = .html(html.replacing(destinations)) }
  }

  /// Records the origin of an image on another host.
  mutating func noteOrigin(of destination: String) {
    if let origin = destination.prefixMatch(of: /https?:\/\/[^\/?#\s;,'"]+/)?.output {
      imageOrigins.insert(String(origin))
    }
  }

  /// Documentation is also read elsewhere: what it links to may exist there.
  private mutating func reportBrokenLink(_ message: String, _ range: SourceRange) {
    let severity: Diagnostic.Severity = woven.lesson.isProgram ? .error : .warning
    let place = document.file.location(range)
    diagnostics.append(Diagnostic(severity, "broken-link", message, at: place))
  }

  private mutating func reportEmptyLink(to destination: String, _ range: SourceRange) {
    diagnostics.append(
      Diagnostic(
        "empty-link",
        "'\(destination)' has no number that could be this link's text; write a text between the "
          + "brackets, or give what it names a caption",
        at: document.file.location(range)
      )
    )
  }
}
