import ArgumentParser
private import Diagnostics

struct CleanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clean",
    abstract: "Remove what builds keep for later ones; sites and recorded results stay.",
    discussion: """
      Prints what was kept, a line for each kind, and removes it: the next build runs every lesson, and \
      lets SwiftPM build the modules that lessons import. With --dry-run it only prints. To use nothing \
      that is kept for once, use --no-cache with the other commands.

      Exit codes: 0 done, 2 something could not be removed.
      """
  )

  @Option(name: .long, help: ArgumentHelp("The folder with the lessons.", valueName: "dir"))
  var content: String?

  @OptionGroup var package: PackageOption

  @Flag(name: .long, help: "Print what would be removed, and remove nothing.")
  var dryRun = false

  func run() async throws {
    let console = Console()
    let job = CleanJob(
      content: content,
      package: package.folder,
      removes: !dryRun,
      console: console
    )
    try await JobOutcome.of { try job.run() }.conclude(on: console)
  }
}
