import Diagnostics
import Execution
import Foundation
import Lessons
import Weaving

/// The lessons of a content folder, read and run: what every command but `render` begins with.
struct LessonRun: Sendable {
  let course: Course
  /// Of each lesson, in the order of the course.
  private var outcomes: [ExecutionEngine.Outcome]
  /// Whether the lessons are any Markdown files, of which nothing is recorded beside them.
  let isPlain: Bool
  /// The files of the content that are not lessons.
  let otherFiles: Set<String>
  /// The folder that programs run in.
  let content: URL
  let progress: Progress
  /// Every fault found so far.
  let diagnostics: [Diagnostic]
  /// Of how many lessons the results were kept; `nil` where all ran.
  let keptSummary: String?
  private let engine: ExecutionEngine

  init(
    _ options: SiteOptions,
    _ content: ContentFolder,
    _ files: ContentFolder.Files,
    _ tools: Tools,
    _ console: Console,
    after earlier: EarlierLessons = EarlierLessons(),
    _ known: KnownLessons = KnownLessons(),
    repetition: @Sendable (Lesson) -> ExecutionEngine.Repetition = { _ in .once },
    whenRun: @escaping @Sendable (Lesson, LessonResults) async -> Void = { _, _ in }
  ) async throws {
    let (course, courseFaults) = try await Course.read(
      files.lessons,
      isPlain: files.isPlain,
      configuration: files.configuration,
      known: known
    )
    var diagnostics = files.diagnostics + courseFaults
    diagnostics += content.missingData(of: course.lessons, besides: files.others)
    if course.lessons.isEmpty {
      diagnostics.append(
        Diagnostic(
          "no-lessons",
          files.isPlain ? "no Markdown there" : "'\(options.content)' holds no lesson",
          notes: [
            Diagnostic.Note(
              files.isPlain
                ? "name Markdown files, or folders with some in them"
                : "a lesson is a file such as 01-first-steps.md"
            )
          ]
        )
      )
    }
    progress = Progress(
      console: console,
      lessonCount: course.lessons.count,
      explains: options.explain
    )
    engine = tools.engine { [progress] event in progress.report(event) }
    let known = course.lessons.map { earlier.outcome(of: $0) }
    let unknown = course.only { earlier.outcome(of: $0) == nil }
    var made = try await engine.run(unknown, repetition: repetition, whenRun: whenRun)[...]
    outcomes = known.compactMap { $0 ?? made.popFirst() }
    keptSummary = Self.summary(of: outcomes, course.lessons)
    try Task.checkCancellation()
    self.course = course
    self.content = content.url
    // What is amiss with a setting of the site is so for every lesson.
    self.diagnostics = (diagnostics + outcomes.flatMap(\.diagnostics)).withoutRepetition
    isPlain = files.isPlain
    otherFiles = files.others
  }

  /// Of each lesson, in the order of the course.
  var results: [LessonResults] { outcomes.map(\.results) }

  /// For a build after this one, if this one has no error.
  var lessons: EarlierLessons { EarlierLessons(course.lessons, outcomes, in: content) }

  /// How many lessons ran and of how many the results were kept; `nil` where none were.
  private static func summary(of outcomes: [ExecutionEngine.Outcome], _ lessons: [Lesson])
    -> String?
  {
    let kept = outcomes.count(where: \.isKept)
    guard kept > 0 else { return nil }
    let ran = lessons.count { !$0.units.isEmpty } - kept
    return "\(ran) lesson\(ran == 1 ? "" : "s") run, \(kept) kept from before "
      + "(--no-cache runs all)"
  }

  /// What the programs have looked at, each once.
  var filesRead: [NotedFile] {
    var seen: Set<NotedFile> = []
    return outcomes.flatMap(\.files).filter { seen.insert($0).inserted }
  }

  var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

  /// What is to be recorded of each lesson, as far as it ran.
  var records: [LessonRecord] { zip(course.lessons, results).map(record) }

  /// Those of the lessons without a fault.
  var soundRecords: [LessonRecord] {
    let faulty = Set(errors.compactMap(\.location?.file))
    return records.filter { $0.isWhole && !faulty.contains($0.lesson.file.path) }
  }

  private var errors: [Diagnostic] { diagnostics.filter { $0.severity == .error } }

  /// Whether there is an error that may be of any lesson.
  var hasErrorsOutsideOfLessons: Bool {
    let lessons = Set(course.lessons.map(\.file.path))
    return errors.contains { error in !(error.location.map { lessons.contains($0.file) } ?? false) }
  }

  private func record(_ lesson: Lesson, _ results: LessonResults) -> LessonRecord {
    LessonRecord(lesson, results, recordsValues: !isPlain)
  }

  /// What differs in every run of those lessons whose results are about to be recorded, or are not as
  /// they are recorded; by the name of the lesson. Programs that have run once run again.
  mutating func variations(of lessons: Set<String>) async throws -> [String: [Diagnostic]] {
    let unknown = course.lessons.indices.filter {
      lessons.contains(course.lessons[$0].slug) && outcomes[$0].again == nil
    }
    let names = Set(unknown.map { course.lessons[$0].slug })
    if !names.isEmpty {
      let known = try await engine.run(
        course.only { names.contains($0.slug) },
        repetition: { _ in .twice },
        whenRun: { _, _ in }
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
