import Basics
import Caching
import Diagnostics
import Lessons
import Markdown

/// The terms defined by a course's glossaries: each heading of the second level is a term, or several
/// names for it separated by commas; the paragraph under it is the meaning.
struct Glossary: Sendable {
  /// The terms, for every page that is not a glossary.
  let terms: [Term]

  /// Complexity: O(n) in the length of the glossaries.
  init(_ lessons: [Lesson]) {
    var terms: [Term] = []
    for lesson in lessons where lesson.frontMatter.isGlossary {
      let anchors = HeadingAnchors(lesson.document, taken: lesson.identifiers.map(\.name))
      for (index, element) in lesson.document.elements.enumerated() {
        guard case .heading(2, let content) = element.kind, let anchor = anchors.identifiers[index]
        else { continue }
        let heading = content.map { if case .text(let text) = $0 { text } else { "" } }.joined()
        let names = heading.split(separator: ",").map { $0.trimmingSpaces }
        let meaning = Self.meaning(in: lesson.file, under: element.range.end.line)
        terms.append(
          Self.term(names, "\(lesson.slug).html#\(anchor)", meaning, number: terms.count + 1)
        )
      }
    }
    self.terms = terms
  }

  /// Packs the terms.
  func pack(into packer: inout Packer) {
    for term in terms { packer.append(term.names, term.opening, term.closing) }
  }

  private static func term(
    _ names: [String],
    _ href: String,
    _ meaning: String,
    number: Int
  ) -> Term {
    // Cannot clash with a heading: heading identifiers contain no periods.
    let tip = "term.\(number)"
    return Term(
      names: names,
      opening: "<span class=\"term\"><a href=\"\(href.escapedHTML)\" aria-describedby=\"\(tip)\">",
      closing:
        "</a><span class=\"tip\" role=\"tooltip\" id=\"\(tip)\">\(meaning.escapedHTML)</span>"
        + "</span>"
    )
  }

  /// The first paragraph below a line, as plain text.
  private static func meaning(in file: SourceFile, under heading: Int) -> String {
    let lines = (heading + 1..<file.lineCount + 1).lazy.map { file.line($0) }
    let paragraph = lines.drop { $0.allSatisfy(\.isWhitespace) }
      .prefix { !$0.allSatisfy(\.isWhitespace) }
    let text = SourceFile(path: file.path, text: paragraph.joined(separator: "\n"))
    return SearchText(MarkdownDocument(text).html()).sections.first?.text ?? ""
  }
}

extension Substring {
  fileprivate var trimmingSpaces: String {
    var rest = drop { $0 == " " }
    while rest.last == " " { rest.removeLast() }
    return String(rest)
  }
}
