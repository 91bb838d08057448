import Diagnostics
import Execution
import Foundation
import Lessons
import SiteRendering

/// A site without a fault, made of a content folder and not written anywhere yet.
struct SiteBuild: Sendable {
  let course: Course
  /// The bytes of every file, by path within the site.
  let files: [String: Data]
  /// The files of the package that lessons show parts of, by path.
  let sources: [String: SourceFile]
  let warnings: [Diagnostic]
  let progress: Progress
  /// What the lessons' programs have looked at.
  let filesRead: [NotedFile]
  /// For the next build.
  let lessons: EarlierLessons

  /// Runs the lessons, weaves them, renders them.
  ///
  /// - Throws: `DiagnosticError` with every fault found, warnings included, if one is an error.
  init(
    _ options: SiteOptions,
    _ content: ContentFolder,
    _ files: ContentFolder.Files,
    _ tools: Tools,
    _ console: Console,
    after earlier: EarlierLessons = EarlierLessons()
  ) async throws {
    async let themeRead = Theme(
      overrides: content.theme.url,
      displayPath: content.theme.displayPath
    )
    let known = KnownLessons(lessons: earlier.lessons, isProse: tools.pages.isProse)
    let run = try await LessonRun(
      options,
      content,
      files,
      tools,
      console,
      after: earlier,
      known,
      whenRun: tools.memos.prepare
    )
    var diagnostics = run.diagnostics
    let renderer = SiteRenderer(
      theme: try await themeRead,
      typesetter: tools.typesetter,
      memos: tools.memos,
      rendered: tools.pages
    )
    sources = tools.sources(of: run.course)
    var (made, faults) = try await renderer.render(
      run.course,
      run.results,
      contentFiles: run.otherFiles,
      sources: sources,
      programs: try await Self.programs(of: run.course, tools)
    )
    diagnostics += faults
    diagnostics += made.copies.intersection(made.files.keys).sorted().map { name in
      Diagnostic(
        "file-in-place-of-page",
        "the site has a page or file of its own at '\(name)'; give this one another name",
        at: Diagnostic.Location(file: content.shown(name))
      )
    }
    if diagnostics.contains(where: { $0.severity == .error }) {
      throw DiagnosticError(diagnostics)
    }
    for name in made.copies { made.files[name] = try content.data(of: name) }
    try Task.checkCancellation()
    course = run.course
    self.files = made.files
    warnings = diagnostics
    progress = run.progress
    lessons = run.lessons
    filesRead = run.filesRead
  }

  /// The code of the lessons that have some, by slug.
  private static func programs(
    of course: Course,
    _ tools: Tools
  ) async throws -> [String: String] {
    let withCells = course.lessons.filter { lesson in
      lesson.units.contains { if case .cell = $0 { true } else { false } }
    }
    guard !withCells.isEmpty else { return [:] }
    let means = try await tools.engine { _ in }.means(
      of: withCells,
      in: course.configuration,
      toolFolder: #""$(dirname "$(command -v literate)")""#
    )
    let programs = withCells.map { lesson in
      (lesson.slug, RunnableProgram(lesson, in: course.configuration, means).text)
    }
    // Where two lessons have one slug, that is told as a fault of the course.
    return Dictionary(programs) { first, _ in first }
  }
}
