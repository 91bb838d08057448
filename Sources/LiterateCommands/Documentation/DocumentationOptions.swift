import ArgumentParser

/// The options about documentation that was not written for this tool.
struct DocumentationOptions: ParsableArguments {
  @Flag(name: .long, help: "Check the comments of public declarations only.")
  var publicOnly = false

  @Option(
    name: .customLong("target"),
    help: ArgumentHelp(
      "Check the documentation of this target only; may be given more than once.",
      valueName: "name"
    )
  )
  var targets: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp("Report only faults that this file does not list.", valueName: "file")
  )
  var baseline: String?

  @Option(
    name: .long,
    help: ArgumentHelp("Write all faults into this file, for --baseline.", valueName: "file")
  )
  var writeBaseline: String?

  func validate() throws {
    if baseline != nil, writeBaseline != nil {
      throw ValidationError(
        "--baseline reads a file, --write-baseline writes one: give one of them"
      )
    }
  }
}
