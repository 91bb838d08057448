import ArgumentParser

struct BuildCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build",
    abstract: "Build the site: Content/ -> site/.",
    discussion: """
      Compiles and runs the lessons' code, as many lessons at once as there are cores, and writes \
      one page a lesson and an index. What has not changed is taken from the cache. A build that \
      finds a fault reports every fault it finds and leaves the last site as it was.

      Exit codes: 0 the site is built, 1 the content is at fault, 2 the tool could not work.
      """
  )

  @OptionGroup var options: SiteOptions

  @Option(name: .long, help: ArgumentHelp("Where the site is written.", valueName: "dir"))
  var output = "site"

  func run() async throws {
    let console = Console(options.format)
    let job = BuildJob(options: options, output: output, console: console)
    try await interruptible { await job.run() }.conclude(on: console)
  }
}
