import Caching
import Diagnostics
import Execution
import Foundation
import Lessons
import SiteRendering

/// Builds the site of a project, once or repeatedly: unchanged pages are kept.
struct SiteBuilder: Sendable {
  let project: Project
  let services: BuildServices
  private let console: Console
  private let memos: PageMemos
  private let pages: RenderedPages
  private let prose: KnownProse

  init(_ project: Project, _ services: BuildServices, _ console: Console) {
    self.project = project
    self.services = services
    self.console = console
    let maker = Digest([services.typesetter.identity])
    memos = PageMemos(in: project.cache, services.typesetter)
    pages = RenderedPages(in: project.cache, of: project.content.url, madeBy: maker)
    prose = KnownProse(in: project.cache, of: project.content.url, madeBy: maker)
  }

  /// Reads what the last build by this tool has kept.
  func load() {
    pages.load()
    prose.load()
  }

  /// Keeps what was made for the next build.
  func save() {
    pages.save()
    prose.save()
  }

  /// Runs, weaves and renders the lessons.
  ///
  /// - Parameters:
  ///   - files: the files of the content folder.
  ///   - earlier: the lessons of an earlier build, if nothing but Markdown has changed since.
  /// - Returns: the site, in memory.
  /// - Throws: `DiagnosticError` with every fault found, warnings included, if one is an error.
  func build(
    _ files: ContentFolder.Files,
    after earlier: EarlierLessons = EarlierLessons()
  ) async throws -> SiteBuild {
    let theme = project.content.theme
    async let themeRead = Theme(overrides: theme.url, displayPath: theme.displayPath)
    let outcome = try await run(files, after: earlier)
    prose.note(outcome.course.lessons)
    let renderer = SiteRenderer(
      theme: try await themeRead,
      typesetter: services.typesetter,
      memos: memos,
      rendered: pages
    )
    let sources = project.sources(of: outcome.course)
    var (made, faults) = try await renderer.render(
      outcome.course,
      outcome.results,
      contentFiles: outcome.otherFiles,
      sources: sources,
      programs: try await programs(of: outcome.course)
    )
    let diagnostics =
      outcome.diagnostics + faults + clashes(in: made) + unused(of: outcome.otherFiles, in: made)
    if diagnostics.contains(where: { $0.severity == .error }) {
      throw DiagnosticError(diagnostics)
    }
    for name in made.copies { made.files[name] = try project.content.data(of: name) }
    try Task.checkCancellation()
    return SiteBuild(
      course: outcome.course,
      files: made.files,
      sources: sources,
      warnings: diagnostics,
      progress: outcome.progress,
      filesRead: outcome.filesRead,
      lessons: outcome.lessons
    )
  }

  /// Runs the lessons; the code of each is coloured as soon as it has run, while others still run.
  private func run(
    _ files: ContentFolder.Files,
    after earlier: EarlierLessons
  ) async throws -> CourseOutcome {
    let (ran, continuation) = AsyncStream.makeStream(of: (Lesson, LessonResults).self)
    async let prepared: Void = memos.prepare(ran)
    defer { continuation.finish() }
    let outcome = try await CourseRunner(project: project, services: services, console: console)
      .run(files, after: earlier, prose, whenRun: { continuation.yield(($0, $1)) })
    continuation.finish()
    await prepared
    return outcome
  }

  /// Reports Markdown in subfolders that no lesson links to: it may have been meant as a lesson.
  private func unused(of files: Set<String>, in site: Site) -> [Diagnostic] {
    guard project.content.selected.isEmpty else { return [] }
    return files.subtracting(site.copies).filter { $0.hasSuffix(".md") }.sorted().map { name in
      Diagnostic(
        .warning,
        "not-a-lesson",
        "left out: lessons are in '\(project.options.content)' itself, not in folders of it; "
          + "'part:' in their front matter groups them",
        at: Diagnostic.Location(file: project.content.shown(name))
      )
    }
  }

  /// Reports content files that have the same name as a generated file.
  private func clashes(in site: Site) -> [Diagnostic] {
    site.copies.intersection(site.files.keys).sorted().map { name in
      Diagnostic(
        "file-in-place-of-page",
        "the site has a page or file of its own at '\(name)'; give this one another name",
        at: Diagnostic.Location(file: project.content.shown(name))
      )
    }
  }

  /// The code of the lessons that have some, by slug.
  private func programs(of course: Course) async throws -> [String: String] {
    let withCells = course.lessons.filter { lesson in
      lesson.isProgram && lesson.units.contains { if case .cell = $0 { true } else { false } }
    }
    guard !withCells.isEmpty else { return [:] }
    let compilation = try await services.engine { _ in }.standaloneCompilation(
      of: withCells,
      in: course.configuration,
      toolFolder: #""$(dirname "$(command -v literate)")""#
    )
    let programs = withCells.map { lesson in
      (lesson.slug, RunnableProgram(lesson, in: course.configuration, compilation).text)
    }
    // Two lessons with the same slug are reported as a fault of the course.
    return Dictionary(programs) { first, _ in first }
  }
}
