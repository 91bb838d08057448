/// A lesson's page before it gets its frame.
struct LessonPage: Sendable {
  let source: PageSource
  let summary: PageSummary
  /// The content of the frame; `nil` if it was not rendered in this build.
  let result: LessonRenderer.Result?
}
