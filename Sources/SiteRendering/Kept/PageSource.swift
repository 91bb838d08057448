import Basics
import Caching
import Diagnostics
import Lessons
import Weaving

/// The inputs of a lesson's page that it does not share with other pages.
struct PageSource: Sendable {
  let lesson: Lesson
  /// The files of the declarations that the lesson shows, by path.
  let sources: [String: SourceFile]
  /// Woven only for pages that have changed.
  let woven: Lazy<WovenLesson>
  /// Differs between sources that make different pages.
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
    digest = Digest { packer in
      packer.append(lesson.file.text, results, sources.mapValues(\.text))
      // Which code is only shown depends on the compiler as well.
      packer.append(lesson.units.map(\.element), lesson.isProgram, lesson.isArticle)
    }
  }
}
