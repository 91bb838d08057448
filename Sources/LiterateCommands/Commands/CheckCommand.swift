import ArgumentParser

struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Compare what the lessons show with what is recorded.",
    discussion: """
      Compared are the ```output fences after cells, the comments // Prints "…" in them, and all \
      other values that a reader sees with those in Content/results/. Numbers are compared as \
      numbers, in the middle of text too: a difference of 4 units in the last place is none, nor is \
      one within the cell's option tolerance=1e-6. Each number that has moved is reported with its \
      line, what was recorded, what was computed, and by how much.

      A lesson runs if anything that decides its results has changed since it ran last: its code, \
      the compiler, the modules that it imports, the files that it reads. Else its kept results are \
      compared. How many ran is printed at the end; with --no-cache all do, and nothing kept is used.

      Where a lesson is not as recorded, its program runs twice more. What differs in every run \
      cannot be recorded, and is reported as such: mark its cell 'volatile'.

      Where the new numbers are right, run: literate regenerate

      Exit codes: 0 all is as recorded, 1 something has moved or the content is at fault, 2 the \
      tool could not work.
      """
  )

  @OptionGroup var options: SiteOptions

  @Flag(name: .long, help: "Run all examples of documentation, not only those that state a result.")
  var run = false

  @Flag(name: .long, help: "Check the comments of public declarations only.")
  var publicOnly = false

  mutating func run() async throws {
    let console = Console(isJSON: options.json)
    let job = CheckJob(
      options: options,
      documentation: DocumentationOptions(run: run, publicOnly: publicOnly, explain: options.explain),
      console: console
    )
    try await interruptible { await job.run() }.conclude(on: console)
  }
}
