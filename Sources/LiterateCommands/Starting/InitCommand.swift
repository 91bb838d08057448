import ArgumentParser

struct InitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Begin a site: a lesson that runs, its settings, and a workflow for GitHub Pages.",
    discussion: """
      In a folder with a Package.swift, the lessons import the package's libraries. No file is \
      overwritten: where one is in the way, nothing is written. To a .gitignore that is there, \
      lines are added.

      Exit codes: 0 the site is there, 2 the tool could not work.
      """
  )

  @Argument(help: ArgumentHelp("The folder, made if need be. (default: this one)"))
  var dir = "."

  func run() async throws {
    let job = InitJob(path: dir)
    try await interruptible { await job.run() }.conclude(on: Console())
  }
}
