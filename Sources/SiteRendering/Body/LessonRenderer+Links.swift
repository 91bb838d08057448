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
    isEmpty: Bool
  ) {
    switch links.target(of: destination, from: woven.lesson) {
    case .external: return
    case .page(let href, let label?) where isEmpty:
      inlineHTML[index] = label
      let html = "<a href=\"\(href.escapedHTML)\">\(label)</a>"
      replacements[index] = .inline(html: html, text: label)
    case .page(let href, _):
      replacements[index] = .destination(href)
      if isEmpty { reportEmptyLink(to: destination, range) }
    case .file(let path): files.insert(path)
    case .broken(let message):
      diagnostics.append(
        Diagnostic("broken-link", message, at: document.file.location(range))
      )
    }
  }

  mutating func follow(_ html: RawHTML, _ index: Int) {
    var destinations: [Int: String] = [:]
    for (number, reference) in html.references.enumerated() {
      switch links.target(of: reference.destination, from: woven.lesson) {
      case .external: noteOrigin(of: reference.destination)
      case .page(let href, _): destinations[number] = href
      case .file(let path): files.insert(path)
      case .broken(let message):
        let place = document.file.location(reference.range)
        diagnostics.append(Diagnostic("broken-link", message, at: place))
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
