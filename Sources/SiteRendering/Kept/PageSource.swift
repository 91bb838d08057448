import Basics
import Caching
import Diagnostics
import Lessons
import Weaving

/// What a lesson's page is made of, besides what all pages share.
struct PageSource: Sendable {
  let lesson: Lesson
  /// The files of the declarations that it shows, by path.
  let sources: [String: SourceFile]
  /// Made for those pages alone that have changed.
  let woven: Lazy<WovenLesson>
  /// Tells sources apart that make different pages.
  let digest: Digest

  /// `digits` is the number of digits that the site shows.
  ///
  /// Complexity: O(n) in the length of the lesson and its results.
  init(
    _ lesson: Lesson,
    _ results: LessonResults,
    _ sources: [String: SourceFile],
    digits: NumberDigits
  ) {
    self.lesson = lesson
    self.sources = sources
    woven = Lazy { WovenLesson(lesson, results, digits: digits) }
    digest = Digest { $0.append(lesson.file.text, results, sources.mapValues(\.text)) }
  }
}
