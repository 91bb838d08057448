/// The lessons of earlier builds, all without faults.
package struct KnownLessons: Sendable {
  /// The lessons by file name; each is valid for a file with the same text.
  package let lessons: [String: Lesson]
  package let prose: KnownProse?

  package init(lessons: [String: Lesson] = [:], prose: KnownProse? = nil) {
    self.lessons = lessons
    self.prose = prose
  }
}
