/// A lesson's page as far as it is known before it gets its frame.
struct LessonPage: Sendable {
  let source: PageSource
  let summary: PageSummary
  /// What goes into the frame, where it has been rendered in this build.
  let result: LessonRenderer.Result?
}
