import Basics
import Diagnostics
import Lessons
import Markdown
import Weaving

extension LessonRenderer {
  /// The lesson's words for the index, with the number that the prose shows.
  mutating func highlight() -> HighlightContext? {
    guard let placed = woven.lesson.frontMatter.highlight else { return nil }
    let highlight = placed.value
    guard let element = woven.inlineElement(of: highlight.expression),
      let value = woven.inlineValues[element]
    else {
      if woven.hasRun {
        let fault = Diagnostic(
          "no-highlight",
          "the prose shows no `{swift} \(highlight.expression)`, so the index has no number to show",
          at: placed.location
        )
        diagnostics.append(fault)
      }
      return nil
    }
    return HighlightContext(
      before: highlight.before,
      value: marks.value(
        "<samp\(value.direction)>\(value.plain.escapedHTML)</samp>",
        of: woven.quantities[element]
      ),
      after: highlight.after
    )
  }

  /// A lesson's page before it gets its frame.
  struct Result: Sendable {
    let summary: PageSummary
    /// What links to the title's heading name.
    let titleIdentifier: String?
    let body: String
    let contents: [PageContext.ContentsEntry]
    /// Schemes and hosts of the images that are not the site's own.
    let imageOrigins: Set<String>
  }
}

extension WovenValue {
  /// The attribute that keeps its direction of writing its own, where it has one.
  fileprivate var direction: String { needsIsolation ? " dir=\"auto\"" : "" }
}
