import Diagnostics
import Execution
import Foundation
import Lessons

/// The lessons of an earlier build without errors, if only Markdown has changed since: those with the
/// same text are neither read nor run again.
struct EarlierLessons: Sendable {
  private struct Entry {
    let lesson: Lesson
    let outcome: ExecutionEngine.Outcome
  }

  private var entries: [String: Entry] = [:]

  init() {}

  private var content: URL?

  init(_ lessons: [Lesson], _ outcomes: [ExecutionEngine.Outcome], in content: URL) {
    self.content = content
    for (lesson, outcome) in zip(lessons, outcomes) where lesson.frontMatter.data.isEmpty {
      entries[lesson.fileName] = Entry(lesson: lesson, outcome: outcome)
    }
  }

  /// The lessons, by the names of their files.
  var lessons: [String: Lesson] { entries.mapValues(\.lesson) }

  /// The outcome of a lesson; `nil` if the lesson is new or has changed.
  func outcome(of lesson: Lesson) -> ExecutionEngine.Outcome? {
    guard let entry = entries[lesson.fileName],
      entry.lesson.file.text.utf8.elementsEqual(lesson.file.text.utf8),
      content.map({ entry.outcome.isCurrent(in: $0) }) ?? true
    else {
      return nil
    }
    return entry.outcome
  }
}
