import Execution
import Foundation
import TestSupport
import Testing

/// The manual in `Content/` names what the tool takes: all of it, and nothing else.
@Suite struct ManualTests {
  private static func page(_ name: String) throws -> String {
    try String(
      contentsOf: projectRoot.appending(path: "Content/\(name).md"),
      encoding: .utf8
    )
  }

  /// The text under a heading of the second level.
  private static func section(_ title: String, of page: String) throws -> String {
    let start = try #require(page.range(of: "\n## \(title)\n")).upperBound
    let end = page[start...].range(of: "\n## ")?.lowerBound ?? page.endIndex
    return String(page[start..<end])
  }

  /// What the first column of a text's tables names.
  private static func rows(_ text: String) -> [String] {
    text.matches(of: /(?m)^\| (`.+?) \|/).map { String($0.output.1) }
  }

  private static func options(_ text: String) -> Set<String> {
    Set(rows(text).flatMap { $0.matches(of: /--([a-z-]+)/).map { String($0.output.1) } })
  }

  @Test func `every option of every command is in the manual`() async throws {
    let run = try await ToolRun.literate(["--experimental-dump-help"], in: projectRoot)
    let help = try JSONDecoder().decode(Help.self, from: Data(run.output.utf8))
    let page = try Self.page("22-manual-commands")
    let common = try Self.options(Self.section("Common options", of: page))
    #expect(common.contains("content"))
    for command in help.command.subcommands ?? [] where command.commandName != "help" {
      let own = try Self.options(Self.section("literate \(command.commandName)", of: page))
      let isOfSites = ["build", "serve", "check", "regenerate"].contains(command.commandName)
      #expect(
        own.union(isOfSites ? common : []) == command.options,
        "the options of \(command.commandName)"
      )
    }
  }

  @Test func `every cell option and every setting that the tool knows is in the manual`()
    async throws
  {
    let scratch = try Scratch()
    defer { scratch.remove() }
    try scratch.write(
      "---\nnonsense: 1\n---\n# One\n\n```swift {nonsense}\n1\n```\n",
      to: "Content/01-one.md"
    )
    try scratch.write("nonsense: 1\n", to: "Content/literate.yml")
    let errors = try await ToolRun.literate(["build"], in: scratch.url).errors
    /// The names that the tool gives for one it does not know.
    func known(after start: String) throws -> Set<String> {
      let match = try #require(errors.range(of: start))
      let list = errors[match.upperBound...].prefix { $0 != "\n" }
      let names = try #require(list.firstMatch(of: /known are: (.*)/)).output.1
      return Set(names.split(separator: ", ").map(String.init))
    }
    let cells = try Self.rows(Self.page("21-manual-cells"))
    let options = cells.flatMap { row in
      row.matches(of: /`(#?[a-z]+)/).map { $0.output.1 == "#name" ? "#id" : String($0.output.1) }
    }
    #expect(try Set(options) == known(after: "unknown cell option 'nonsense'; "))

    let settings = try Self.page("23-manual-settings")
    for (section, place) in [("Of a lesson", "01-one.md:2:1"), ("Of the site", "literate.yml:1:1")]
    {
      let names = try Self.rows(Self.section(section, of: settings)).map { row in
        row.filter { $0 != "`" }
      }
      #expect(
        try Set(names)
          == known(after: "Content/\(place): error: unknown setting 'nonsense'; ")
      )
    }
  }
}

/// What the tool says of itself for other programs.
private struct Help: Decodable {
  struct Command: Decodable {
    struct Argument: Decodable {
      struct Name: Decodable {
        let kind: String
        let name: String
      }

      let names: [Name]?
    }

    let commandName: String
    let arguments: [Argument]?
    let subcommands: [Command]?

    /// The long names, without those that every command has.
    var options: Set<String> {
      let names = (arguments ?? []).flatMap { $0.names ?? [] }
      return Set(names.filter { $0.kind == "long" }.map(\.name)).subtracting(["help", "version"])
    }
  }

  let command: Command
}
