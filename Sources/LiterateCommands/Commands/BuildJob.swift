import Diagnostics
import SiteRendering

/// One build: makes the site and writes it.
struct BuildJob: Sendable {
  let options: SiteOptions
  let output: String
  let console: Console

  func run() async -> JobOutcome {
    await JobOutcome.of(build)
  }

  private func build() async throws -> JobOutcome {
    let start = ContinuousClock.now
    let project = try Project(options)
    guard project.content.isWhole else { throw DiagnosticError(.lessonOfSite(options.content)) }
    let site = SiteDirectory(output)
    try site.requireReplaceable()
    let services = try await BuildServices.find(for: project)
    let files = try await project.content.read()
    let inputs = await BuildStamp.inputs(of: project, files, services)
    if let inputs, let last = BuildStamp.last(of: site, in: project),
      try await last.isCurrent(inputs, project, site)
    {
      let progress = Progress(console: console, lessonCount: last.lessonCount, explains: false)
      return .done(summary: progress.summary(changed: 0, output, since: start))
    }
    let builder = SiteBuilder(project, services, console)
    builder.load()
    let build = try await builder.build(files)
    console.report(build.warnings)
    let changed = try await site.replace(with: build.files)
    builder.save()
    if let inputs { BuildStamp(build, inputs: inputs, site: site)?.keep(of: site, in: project) }
    return .done(summary: build.progress.summary(changed: changed, output, since: start))
  }
}

extension Diagnostic {
  /// Its links lead to the other lessons, so it has no page without them.
  fileprivate static func lessonOfSite(_ content: String) -> Diagnostic {
    let option = content == SiteOptions.usualContent ? "" : " --content \(content)"
    return Diagnostic(
      "lesson-of-site",
      "a lesson is built with the other lessons of its site",
      notes: [Note("build the site with: literate build\(option)")]
    )
  }
}
