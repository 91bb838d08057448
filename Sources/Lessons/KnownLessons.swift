/// What earlier builds have found out about lessons, all of them without a fault.
package struct KnownLessons: Sendable {
  /// By file name; each stands for a file of the same text.
  package let lessons: [String: Lesson]
  /// Whether the file of a name and a text is known to hold neither cells nor faults.
  package let isProse: @Sendable (_ fileName: String, _ text: String) -> Bool

  package init(
    lessons: [String: Lesson] = [:],
    isProse: @escaping @Sendable (_ fileName: String, _ text: String) -> Bool = { _, _ in false }
  ) {
    self.lessons = lessons
    self.isProse = isProse
  }
}
