import Diagnostics
import Foundation
import Lessons
import Weaving

extension LessonRenderer {
  /// The lesson's words for the index, with the number that the prose shows.
  mutating func highlight() -> HighlightContext? {
    guard let highlight = woven.lesson.frontMatter.highlight else { return nil }
    guard let value = woven.inlineValue(of: highlight.expression) else {
      if woven.hasRun {
        let fault = Diagnostic(
          "no-highlight",
          "the prose shows no `{swift} \(highlight.expression)`, so the index has no number to show",
          at: woven.lesson.file.location(line: woven.lesson.frontMatter.highlightLine ?? 1)
        )
        diagnostics.append(fault)
      }
      return nil
    }
    return HighlightContext(before: highlight.before, value: value.short, after: highlight.after)
  }

  /// A lesson's page before it gets its frame.
  struct Result: Sendable {
    var title: String
    /// What links to the title's heading name.
    var titleIdentifier: String?
    var plainTitle: String
    /// What the index says of it besides.
    var highlight: HighlightContext?
    var body: String
    var contents: [PageContext.ContentsEntry]
    var sections: [SearchSection]
    var usesMath: Bool
    /// Files of the content that the page refers to.
    var files: Set<String>
    /// Images that cells show, by path within the site.
    var images: [String: Data]
    var diagnostics: [Diagnostic]

    /// The fonts of formulas that are wanted as soon as the page is.
    var fonts: [String] {
      guard usesMath else { return [] }
      return ["fonts/KaTeX_Main-Regular.woff2"]
        + (body.contains("mathnormal") ? ["fonts/KaTeX_Math-Italic.woff2"] : [])
    }
  }
}
