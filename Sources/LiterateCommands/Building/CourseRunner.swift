import Diagnostics
import Execution
import Foundation
import Lessons

/// Reads the lessons of a project and runs them; see `PlainCourseRunner` for plain Markdown.
struct CourseRunner {
  let project: Project
  let services: BuildServices
  let console: Console

  /// Reads and runs the lessons of some files.
  ///
  /// - Parameters:
  ///   - files: the files of the content folder.
  ///   - earlier: the lessons of an earlier build, which are neither read nor run again if their text
  ///     is the same.
  ///   - prose: the texts that are known to contain neither cells nor faults.
  ///   - repetition: how often a lesson's programs must have run.
  ///   - whenRun: called with the results of each lesson that has run, while others may still run.
  /// - Returns: the course and its outcome, faults included.
  /// - Throws: `DiagnosticError` if the package does not build; `CancellationError`; another error if a
  ///   process cannot be started.
  func run(
    _ files: ContentFolder.Files,
    after earlier: EarlierLessons = EarlierLessons(),
    _ prose: KnownProse? = nil,
    repetition: @Sendable (Lesson) -> ExecutionEngine.Repetition = { _ in .once },
    whenRun: @escaping @Sendable (Lesson, LessonResults) -> Void = { _, _ in }
  ) async throws -> CourseOutcome {
    if files.isPlain {
      let runner = PlainCourseRunner(project: project, services: services, console: console)
      return try await runner.run(files)
    }
    let (course, courseFaults) = try await Course.read(
      files.lessons,
      configuration: files.configuration,
      known: KnownLessons(lessons: earlier.lessons, prose: prose)
    )
    var diagnostics = files.diagnostics + courseFaults
    diagnostics += project.content.missingData(of: course.lessons, besides: files.others)
    if course.lessons.isEmpty { diagnostics.append(noLessons) }
    let progress = Progress(
      console: console,
      lessonCount: course.lessons.count,
      explains: project.options.explain
    )
    let engine = services.engine { event in
      if case .ran(let lesson, let results) = event { whenRun(lesson, results) }
      progress.report(event)
    }
    let known = course.lessons.map { earlier.outcome(of: $0) }
    let unknown = course.only { earlier.outcome(of: $0) == nil }
    var made = try await engine.run(unknown, repetition: repetition)[...]
    let outcomes = known.compactMap { $0 ?? made.popFirst() }
    try Task.checkCancellation()
    return CourseOutcome(
      course: course,
      outcomes: outcomes,
      isPlain: false,
      otherFiles: files.others,
      content: project.content.url,
      progress: progress,
      // A faulty setting of the site is reported once, not for every lesson.
      diagnostics: (diagnostics + outcomes.flatMap(\.diagnostics)).withoutRepetition,
      engine: engine
    )
  }

  private var noLessons: Diagnostic {
    Diagnostic(
      "no-lessons",
      "'\(project.options.content)' holds no lesson",
      notes: [Diagnostic.Note("a lesson is a file such as 01-first-steps.md")]
    )
  }
}
