import Basics
import Lessons
import Markdown
import Weaving

/// The texts of a lesson's headings, as titles and tables of contents show them.
struct HeadingTexts {
  private let woven: WovenLesson
  /// The HTML of code spans, formulas and links without text, by the index of their element.
  private let inlineHTML: [Int: String]

  init(_ woven: WovenLesson, inlineHTML: [Int: String]) {
    self.woven = woven
    self.inlineHTML = inlineHTML
  }

  private var elements: [Element] { woven.lesson.document.elements }

  /// The lesson's title as HTML: from the front matter, else the first heading, else the lesson's slug.
  var title: String {
    if let title = woven.lesson.frontMatter.title { return title.escapedHTML }
    return titleRuns.isEmpty ? woven.lesson.slug : html(of: titleRuns)
  }

  var plainTitle: String {
    if let title = woven.lesson.frontMatter.title { return title }
    return titleRuns.isEmpty ? woven.lesson.slug : text(of: titleRuns)
  }

  /// The headings of the second and third level, without the title.
  func contents(_ anchors: HeadingAnchors) -> [PageContext.ContentsEntry] {
    elements.enumerated().compactMap { index, element in
      guard case .heading(let level, let content) = element.kind, (2...3).contains(level),
        let identifier = anchors.identifiers[index], index != woven.lesson.titleHeading
      else { return nil }
      return PageContext.ContentsEntry(
        title: html(of: content),
        href: "#\(identifier)",
        isNested: level > 2
      )
    }
  }

  private var titleRuns: [HeadingPiece] {
    guard let index = woven.lesson.titleHeading,
      case .heading(_, let content) = elements[index].kind
    else { return [] }
    return content
  }

  private func html(of runs: [HeadingPiece]) -> String {
    runs.map { run in
      switch run {
      case .text(let text): text.escapedHTML
      // Tooltips do not belong in navigation.
      case .element(let index):
        woven.inlineValues[index].map { $0.plain.escapedHTML } ?? inlineHTML[index] ?? ""
      }
    }.joined()
  }

  private func text(of runs: [HeadingPiece]) -> String {
    runs.map { run in
      switch run {
      case .text(let text): return text
      case .element(let index):
        if let value = woven.inlineValues[index] { return value.short }
        switch elements[index].kind {
        case .code(let span): return woven.lesson.text(of: span)
        case .tex(let tex): return tex.source
        case .link: return inlineHTML[index] ?? ""
        default: return ""
        }
      }
    }.joined()
  }
}
