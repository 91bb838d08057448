import Diagnostics
import Execution
import Foundation
import Lessons
import Recording

/// Reads plain Markdown as lessons whose cells are the examples that ran.
struct PlainCourseRunner {
  let project: Project
  let services: BuildServices
  let console: Console

  /// Reads the Markdown among some files, and runs its examples as `check` does.
  ///
  /// - Throws: `DiagnosticError` if the package does not build; `CancellationError`; another error if a
  ///   process cannot be started.
  func run(_ files: ContentFolder.Files) async throws -> CourseOutcome {
    let content = project.content
    let documentation = try await PackageDocumentation(of: project, services)
    let pages = files.lessons.enumerated().compactMap { index, file in
      documentation.page(
        file.file,
        at: content.url.appending(path: file.name),
        LessonName(plain: file.name, number: index + 1)
      )
    }
    let progress = Progress(
      console: console,
      lessonCount: pages.count,
      explains: project.options.explain
    )
    let engine = services.engine { progress.report($0) }
    let verdicts = try await documentation.check(pages, engine)
    if project.options.explain { explain(verdicts) }
    let ran = verdicts.map(\.ranLesson)
    for (lesson, _) in ran where !lesson.units.isEmpty { progress.report(.done) }
    let lessons = ran.map(\.lesson)
    var diagnostics = files.diagnostics + documentation.faults + Course.clashes(lessons)
    if lessons.isEmpty { diagnostics.append(noMarkdown) }
    return CourseOutcome(
      course: Course(configuration: documentation.configuration, lessons: lessons),
      outcomes: ran.map(\.outcome),
      isPlain: true,
      otherFiles: files.others,
      content: content.url,
      progress: progress,
      diagnostics: (diagnostics + ran.flatMap(\.outcome.diagnostics)).withoutRepetition,
      engine: engine
    )
  }

  private func explain(_ verdicts: [PageVerdicts]) {
    var coverage = ExampleCoverage(leftOut: [])
    for page in verdicts {
      let record = LessonRecord(page.page.lesson, page.results.first, recordsValues: false)
      coverage.add(page, record, varying: 0)
    }
    console.clearProgress()
    for line in coverage.details { console.print(line) }
  }

  private var noMarkdown: Diagnostic {
    Diagnostic(
      "no-lessons",
      "no Markdown there",
      notes: [Diagnostic.Note("name Markdown files, or folders with some in them")]
    )
  }
}
