import Diagnostics
import Foundation
import Lessons
import SiteRendering
import Weaving

/// One build: runs the lessons, weaves them, renders them, writes the site.
struct BuildJob: Sendable {
  let options: SiteOptions
  let output: String
  let console: Console

  func run() async -> JobOutcome {
    await JobOutcome.of(build)
  }

  private func build() async throws -> JobOutcome {
    let start = ContinuousClock.now
    let content = try ContentFolder(options)
    let site = SiteDirectory(output)
    try site.requireReplaceable()
    let run = try await LessonRun(options, content, console)
    var diagnostics = run.diagnostics
    let woven = zip(run.course.lessons, run.results).map { WovenLesson($0, $1) }
    let theme = try Theme(overrides: content.theme.url, displayPath: content.theme.displayPath)
    let renderer = SiteRenderer(
      theme: theme,
      typesetter: run.tools.typesetter,
      cache: run.tools.cache
    )
    var (made, faults) = try await renderer.render(
      run.course,
      woven,
      contentFiles: run.otherFiles
    )
    diagnostics += faults
    diagnostics += made.copies.intersection(made.files.keys).sorted().map { name in
      Diagnostic(
        "file-in-place-of-page",
        "the site has a page or file of its own at '\(name)'; give this one another name",
        at: Diagnostic.Location(file: content.shown(name))
      )
    }
    if diagnostics.contains(where: { $0.severity == .error }) { return .faulty(diagnostics) }
    console.report(diagnostics)
    for name in made.copies { made.files[name] = try content.data(of: name) }
    try Task.checkCancellation()
    let changed = try site.replace(with: made.files)
    return .done(summary: run.progress.summary(changed: changed, output, since: start))
  }
}
