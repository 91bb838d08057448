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
    let tools = try Tools(options, content: content)
    let build = try await SiteBuild(options, content, tools, console)
    console.report(build.warnings)
    let changed = try site.replace(with: build.files)
    return .done(summary: build.progress.summary(changed: changed, output, since: start))
  }
}
