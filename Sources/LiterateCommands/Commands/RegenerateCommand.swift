import ArgumentParser

struct RegenerateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "regenerate",
    abstract: "Rewrite what is recorded of the lessons' results, and nothing else.",
    discussion: """
      Runs the lessons and rewrites what no longer holds: the content of the ```output fences after \
      cells, the text in the comments // Prints "…" in them, and the files in Content/results/. A \
      number that is within tolerance stays as recorded. Fences and comments are never added: write \
      an empty one where you want one, and run this. A lesson with a fault, or with a value that \
      differs in every run, keeps everything as it is; the others are rewritten.

      Read what it changed with: git diff

      Exit codes: 0 all is as recorded now, 1 the content is at fault, 2 the tool could not work.
      """
  )

  @OptionGroup var options: SiteOptions

  func run() async throws {
    let console = Console(options.format)
    let job = RegenerateJob(options: options, console: console)
    try await interruptible { await job.run() }.conclude(on: console)
  }
}
