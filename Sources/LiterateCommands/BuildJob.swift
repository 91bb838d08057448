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
    let content = try ContentFolder(options)
    let site = SiteDirectory(output)
    try site.requireReplaceable()
    let tools = try await Tools(options, content: content)
    let files = try await content.read()
    let inputs = await BuildStamp.inputs(options, content, files, tools)
    if let inputs, let last = BuildStamp.last(of: site, tools),
      try await last.holds(inputs, tools, site)
    {
      let progress = Progress(console: console, lessonCount: last.lessonCount, explains: false)
      return .done(summary: progress.summary(changed: 0, output, since: start))
    }
    tools.pages.load()
    let build = try await SiteBuild(options, content, files, tools, console)
    console.report(build.warnings)
    let changed = try await site.replace(with: build.files)
    tools.pages.save()
    if let inputs { BuildStamp(build, inputs: inputs, site: site)?.keep(of: site, tools) }
    return .done(summary: build.progress.summary(changed: changed, output, since: start))
  }
}
