import Execution
import Foundation
import TestSupport
import Testing

/// What keeps recorded results safe: nothing is half written, or written over something else.
@Suite struct RecordingTests {
  let scratch: Scratch

  init() throws {
    scratch = try Scratch()
  }

  func literate(_ arguments: String...) async throws -> ToolRun {
    try await ToolRun.literate(arguments, in: scratch.url)
  }

  @Test func `an edit of prose moves nothing, and an edit of display records anew`() async throws {
    defer { scratch.remove() }
    try scratch.write("# One\n\n```swift\nlet x = 0.5\n```\n", to: "Content/01-one.md")
    #expect(try await literate("regenerate").ending == .exited(0))
    let recorded = try scratch.text(of: "Content/results/one.json")
    try scratch.write(
      "# Uno\n\nNew.\n\n> ```swift {#x}\n> let x = 0.5\n> ```\n",
      to: "Content/02-one.md"
    )
    try FileManager.default.removeItem(at: scratch.url.appending(path: "Content/01-one.md"))
    #expect(try await literate("check").ending == .exited(0))
    #expect(try await literate("regenerate").output.contains("nothing to rewrite"))
    #expect(try scratch.text(of: "Content/results/one.json") == recorded)
    try scratch.write(
      "# Uno\n\n```swift {values=none}\nlet x = 0.5\n```\n",
      to: "Content/02-one.md"
    )
    #expect(try await literate("check").ending == .exited(1))
    #expect(try await literate("regenerate").ending == .exited(0))
    #expect(try scratch.files(in: "Content")["results/one.json"] == nil)
  }

  @Test func `a lesson that was changed meanwhile is not overwritten`() async throws {
    defer { scratch.remove() }
    // The lesson's own program changes the lesson while it runs, the first time.
    let lesson = """
      # One

      ```swift {values=none}
      import Foundation
      let lesson = URL(filePath: "01-one.md")
      let text = try String(contentsOf: lesson, encoding: .utf8)
      if !text.hasSuffix("More.\\n") {
        try (text + "More.\\n").write(to: lesson, atomically: true, encoding: .utf8)
      }
      print("new")
      ```

      ```output
      old
      ```

      """
    try scratch.write(lesson, to: "Content/01-one.md")
    let run = try await literate("regenerate")
    #expect(run.ending == .exited(2))
    #expect(run.errors.contains("error: 'Content/01-one.md' was changed meanwhile; run this again"))
    #expect(try scratch.text(of: "Content/01-one.md") == lesson + "More.\n")
    #expect(try await literate("regenerate").ending == .exited(0))
    #expect(
      try scratch.text(of: "Content/01-one.md")
        == lesson.replacing("old", with: "new") + "More.\n"
    )
  }

  @Test func `what cannot be written is an error, and the tool's`() async throws {
    defer { scratch.remove() }
    try scratch.write("# One\n\n`{swift} 0.5`\n", to: "Content/01-one.md")
    try scratch.write("a file where a folder is wanted", to: "Content/results")
    let run = try await literate("regenerate")
    #expect(run.ending == .exited(2))
    #expect(run.errors.contains("error: 'Content/results/one.json' cannot be written"))
  }

  @Test func `drift can be read by programs`() async throws {
    defer { scratch.remove() }
    try scratch.write(
      "# One\n\n```swift\nprint(1.5)\n```\n\n```output\n1.25\n```\n",
      to: "Content/01-one.md"
    )
    let run = try await literate("check", "--json")
    #expect(run.ending == .exited(1))
    #expect(run.errors.isEmpty)
    #expect(run.output.contains("\"identifier\":\"value-moved\""))
    #expect(run.output.split(separator: "\n").count == 1)
  }

  @Test func `of plain Markdown only what is in it is compared`() async throws {
    defer { scratch.remove() }
    let results = "[\n{\"expression\":\"x\",\"type\":\"Int\",\"value\":\"1\"}\n]\n"
    try scratch.write(results, to: "results/other.json")
    let guide = "# Guide\n\n```swift\nlet x = 0.5\nprint(x) // Prints \"0.25\"\n```\n"
    try scratch.write(guide, to: "Guides/Guide.md")
    let check = try await literate("check", "Guides")
    #expect(check.ending == .exited(1))
    #expect(
      check.errors.contains("Guides/Guide.md:5:21: error: the output has moved: recorded 0.25")
    )
    #expect(check.errors.contains("\n1 error\n"))
    let regenerate = try await literate("regenerate", "Guides/Guide.md")
    #expect(
      regenerate.output
        == "Guides/Guide.md: 1 promise rewritten\n1 result of documentation is as recorded now\n"
    )
    #expect(try scratch.text(of: "Guides/Guide.md") == guide.replacing("0.25", with: "0.5"))
    #expect(try scratch.text(of: "results/other.json") == results)
    #expect(try await literate("check", "Guides").ending == .exited(0))
  }

  @Test func `names of other folders are printed as the user wrote them`() async throws {
    defer { scratch.remove() }
    try scratch.write("# One\n\n`{swift} 0.5`\n", to: "docs/01-one.md")
    let run = try await literate("regenerate", "--content", "./docs/")
    #expect(run.output.hasPrefix("docs/results/one.json: 1 value added\n"))
    #expect(try await literate("check", "--content", "docs").ending == .exited(0))
  }
}
