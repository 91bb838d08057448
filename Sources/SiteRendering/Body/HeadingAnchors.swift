import Markdown

/// The identifiers of a document's headings, derived from their texts as on GitHub: lower case, hyphens
/// for spaces, no punctuation; repeated ones get a number.
struct HeadingAnchors: Sendable {
  /// The identifiers, by the index of the heading's element.
  let identifiers: [Int: String]

  /// Headings do not get the `taken` names, which the author gave to other elements.
  ///
  /// Complexity: O(n) in the length of all headings.
  init(_ document: MarkdownDocument, taken: [String] = []) {
    var identifiers: [Int: String] = [:]
    var counts: [String: Int] = Dictionary(taken.map { ($0, 1) }) { first, _ in first }
    for (index, element) in document.elements.enumerated() {
      guard case .heading(_, let content) = element.kind else { continue }
      let text = content.map { run in
        switch run {
        case .text(let text): text
        case .element(let element): document.elements[element].kind.sourceText
        }
      }.joined()
      let base = Self.slug(text)
      var identifier = base
      while let count = counts[identifier] {
        counts[identifier] = count + 1
        identifier = "\(base)-\(count)"
      }
      counts[identifier] = 1
      identifiers[index] = identifier
    }
    self.identifiers = identifiers
  }

  private static func slug(_ text: String) -> String {
    var slug = ""
    for character in text.lowercased() {
      if character == " " || character == "-" {
        slug += "-"
      } else if character.isLetter || character.isNumber || character == "_" {
        slug.append(character)
      }
    }
    return slug.isEmpty ? "section" : slug
  }
}

extension Element.Kind {
  /// The text between the delimiters of code or TeX.
  fileprivate var sourceText: String {
    switch self {
    case .code(let span): span.text
    case .tex(let tex): tex.source
    default: ""
    }
  }
}
