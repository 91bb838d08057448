import Diagnostics
import Execution
import Foundation
import Lessons
import Weaving

/// The lessons of a content folder, read and run: what every command but `render` begins with.
struct LessonRun: Sendable {
  let course: Course
  /// Of each lesson, in the order of the course.
  private let outcomes: [ExecutionEngine.Outcome]
  /// Whether the lessons are any Markdown files, of which nothing is recorded beside them.
  let isPlain: Bool
  /// The files of the content that are not lessons.
  let otherFiles: Set<String>
  /// The folder that programs run in.
  let content: URL
  let progress: Progress
  /// Every fault found so far.
  let diagnostics: [Diagnostic]

  init(
    _ options: SiteOptions,
    _ content: ContentFolder,
    _ files: ContentFolder.Files,
    _ tools: Tools,
    _ console: Console,
    after earlier: EarlierLessons = EarlierLessons(),
    _ known: KnownLessons = KnownLessons(),
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
    let engine = tools.engine { [progress] event in progress.report(event) }
    let known = course.lessons.map { earlier.outcome(of: $0) }
    let unknown = course.only { earlier.outcome(of: $0) == nil }
    var made = try await engine.run(unknown, whenRun: whenRun)[...]
    outcomes = known.compactMap { $0 ?? made.popFirst() }
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

  /// What the programs have looked at, each once.
  var filesRead: [NotedFile] {
    var files: [NotedFile] = []
    for file in outcomes.flatMap(\.files) where !files.contains(file) { files.append(file) }
    return files
  }

  var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

  /// What is to be recorded of each lesson, as far as it ran.
  var records: [LessonRecord] {
    zip(course.lessons, results).map { LessonRecord($0, $1, recordsValues: !isPlain) }
  }
}
