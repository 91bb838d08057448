import Basics
import Diagnostics
import Lessons
import Markdown
import Weaving

extension LessonRenderer {
  /// The lesson's highlight for the index, with a value that the prose shows.
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
    /// The identifier of the title's heading, for links to it.
    let titleIdentifier: String?
    let body: String
    let contents: [PageContext.ContentsEntry]
    /// The schemes and hosts of images from other sites.
    let imageOrigins: Set<String>
    /// The path of the script with the page's program, if it has one.
    let script: String?
  }
}

extension WovenValue {
  /// The attribute that isolates the value's writing direction, if needed.
  fileprivate var direction: String { needsIsolation ? " dir=\"auto\"" : "" }
}
