import Diagnostics
import Execution
import Foundation
import Lessons
import Recording

/// The lessons of a project, read and run: the first step of every command but `render` and `tangle`.
struct CourseOutcome: Sendable {
  let course: Course
  /// The outcome of each lesson, in the order of the course.
  private(set) var outcomes: [ExecutionEngine.Outcome]
  /// Whether the lessons are plain Markdown files, without results files.
  let isPlain: Bool
  /// The files of the content that are not lessons.
  let otherFiles: Set<String>
  /// The folder in which programs run.
  let content: URL
  let progress: Progress
  /// Every fault found so far.
  let diagnostics: [Diagnostic]
  let engine: ExecutionEngine

  /// The results of each lesson, in the order of the course.
  var results: [LessonResults] { outcomes.map(\.results) }

  /// The lessons for the next build, if this one has no error.
  var lessons: EarlierLessons { EarlierLessons(course.lessons, outcomes, in: content) }

  /// How many lessons ran, and how many results were kept; `nil` if none were.
  var keptSummary: String? {
    let kept = outcomes.count(where: \.isKept)
    guard kept > 0 else { return nil }
    let ran = course.lessons.count { !$0.units.isEmpty } - kept
    return "\(ran) lesson\(ran == 1 ? "" : "s") run, \(kept) kept from before "
      + "(--no-cache runs all)"
  }

  /// The files that the programs have accessed, each once.
  var filesRead: [NotedFile] {
    var seen: Set<NotedFile> = []
    return outcomes.flatMap(\.files).filter { seen.insert($0).inserted }
  }

  var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

  /// The recordable results of each lesson, as far as it ran.
  var records: [LessonRecord] { zip(course.lessons, results).map(record) }

  /// The records of the lessons without a fault.
  var soundRecords: [LessonRecord] {
    let faulty = Set(errors.compactMap(\.location?.file))
    return records.filter { $0.isWhole && !faulty.contains($0.lesson.file.path) }
  }

  private var errors: [Diagnostic] { diagnostics.filter { $0.severity == .error } }

  /// Whether there is an error outside of the lessons, which may affect any of them.
  var hasErrorsOutsideOfLessons: Bool {
    let lessons = Set(course.lessons.map(\.file.path))
    return errors.contains { error in !(error.location.map { lessons.contains($0.file) } ?? false) }
  }

  private func record(_ lesson: Lesson, _ results: LessonResults) -> LessonRecord {
    LessonRecord(lesson, results, recordsValues: !isPlain)
  }

  /// The results that differ in every run, by lesson name, for lessons that are about to be recorded or
  /// are not as recorded. Programs that have run only once run again.
  mutating func variations(of lessons: Set<String>) async throws -> [String: [Diagnostic]] {
    let unknown = course.lessons.indices.filter {
      lessons.contains(course.lessons[$0].slug) && outcomes[$0].again == nil
    }
    let names = Set(unknown.map { course.lessons[$0].slug })
    if !names.isEmpty {
      let known = try await engine.run(
        course.only { names.contains($0.slug) },
        repetition: { _ in .twice }
      )
      for (index, outcome) in zip(unknown, known) { outcomes[index] = outcome }
    }
    var variations: [String: [Diagnostic]] = [:]
    for (lesson, outcome) in zip(course.lessons, outcomes) where lessons.contains(lesson.slug) {
      guard let again = outcome.again else { continue }
      let variation = Variation(of: record(lesson, outcome.results), again: record(lesson, again))
      if !variation.diagnostics.isEmpty { variations[lesson.slug] = variation.diagnostics }
    }
    return variations
  }
}
