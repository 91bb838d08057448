/// The lessons of earlier builds, all of them without a fault.
package struct KnownLessons: Sendable {
  /// By file name; each stands for a file of the same text.
  package let lessons: [String: Lesson]
  package let prose: KnownProse?

  package init(lessons: [String: Lesson] = [:], prose: KnownProse? = nil) {
    self.lessons = lessons
    self.prose = prose
  }
}
