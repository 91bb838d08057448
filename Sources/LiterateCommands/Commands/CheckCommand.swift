import ArgumentParser

struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check that documentation still says what the code does.",
    discussion: """
      In a package, without any configuration: every Swift example of the README and other Markdown, \
      of DocC catalogues, and of the comments of library targets is compiled; those that state a \
      result run, and the results are compared: // Prints "…", // => 3, // x is now 2, an ```output \
      fence. What is no program (a piece of a manifest, something elided, code without its context) is \
      counted in the last line, and listed by --explain. Left out are changelogs, proposals, tests and \
      vendored code, unless they are named:

        literate check                      the whole package
        literate check README.md Sources/Core   these alone
        literate check --target Core --public-only
        literate check --write-baseline known.json, then --baseline known.json: only new faults

      A literate.yml in a folder says what stands before each example there (imports: [Core], \
      prelude: |), what runs (run: none, promising or all), and what is left out (exclude: [Old]).

      Of lessons (Content/), all values that a reader sees are compared with those in \
      Content/results/. Numbers are compared as numbers, in the middle of text too: a difference of 4 \
      units in the last place is none, nor is one within the cell's option tolerance=1e-6. What \
      differs in every run cannot be recorded, and is reported as such: mark its cell 'volatile'. \
      Results are kept, and only what has changed runs; --no-cache runs all. Where the new numbers are \
      right, run: literate regenerate

      Exit codes: 0 all is as it says, 1 something is not, 2 the tool could not work.
      """
  )

  @OptionGroup var options: SiteOptions

  @OptionGroup(title: "Documentation") var documentation: DocumentationOptions

  func run() async throws {
    let console = Console(options.format)
    let job = CheckJob(
      options: options,
      documentation: documentation,
      console: console
    )
    try await interruptible { await job.run() }.conclude(on: console)
  }
}
