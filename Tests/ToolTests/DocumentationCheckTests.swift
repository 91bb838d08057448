import Execution
import Foundation
import TestSupport
import Testing

/// The options of `literate check` that are about documentation.
@Suite struct DocumentationCheckTests {
  let scratch: Scratch

  init() throws {
    scratch = try Scratch()
    try scratch.write("```swift\nlet a: Int = \"x\"\n```\n", to: "README.md")
    try scratch.write("```swift\n1 + 1 // 3\n```\n", to: "Guides/One.md")
  }

  func check(_ arguments: String...) async throws -> ToolRun {
    try await ToolRun.literate(["check"] + arguments, in: scratch.url)
  }

  @Test func `a baseline hides the faults that it lists, and no new ones`() async throws {
    defer { scratch.remove() }
    let write = try await check("--write-baseline", "known.json")
    #expect(write.ending == .exited(0))
    #expect(write.output.contains("known.json: 2 known faults"))
    let same = try await check("--baseline", "known.json")
    #expect(same.ending == .exited(0), "\(same.errors)")
    #expect(same.output.contains("known.json: 2 known faults"))
    // Lines before a fault do not matter, and a fault like a known one is new.
    try scratch.write("# A\n\n```swift\nlet a: Int = \"x\"\n```\n", to: "README.md")
    try scratch.write("```swift\n1 + 1 // 3\n1 + 1 // 3\n```\n", to: "Guides/One.md")
    let more = try await check("--baseline", "known.json")
    #expect(more.ending == .exited(1))
    #expect(more.errors.contains("Guides/One.md:3:10: error: "))
    #expect(!more.errors.contains("README.md"))
    try scratch.write("# A\n", to: "README.md")
    try scratch.write("# A\n", to: "Guides/One.md")
    let fewer = try await check("--baseline", "known.json")
    #expect(fewer.ending == .exited(0))
    #expect(fewer.output.contains("0 known faults, 2 gone"))
  }

  @Test func `a baseline that is missing or damaged is an error`() async throws {
    defer { scratch.remove() }
    let missing = try await check("--baseline", "known.json")
    #expect(missing.ending == .exited(2))
    #expect(missing.errors.contains("literate check --write-baseline known.json"))
    try scratch.write("{", to: "known.json")
    let damaged = try await check("--baseline", "known.json")
    #expect(damaged.ending == .exited(1))
    #expect(damaged.errors.contains("known.json:1:1: error: this is no baseline"))
  }

  @Test func `paths narrow what is checked`() async throws {
    defer { scratch.remove() }
    let one = try await check("Guides")
    #expect(one.output.contains("1 block: 1 compiles, 1 ran, 1 result compared"))
    let file = try await check("README.md")
    #expect(file.output.contains("1 block: 0 compile, 1 does not, 0 ran"))
    #expect(try await check("nothing.md").ending == .exited(2))
  }

  @Test func `what has not changed is not compiled again`() async throws {
    defer { scratch.remove() }
    let first = try await check()
    let entries = try scratch.files(in: ".literate/examples")
    #expect(entries.count == 2)
    #expect(try await check().errors == first.errors)
    #expect(try scratch.files(in: ".literate/examples") == entries)
  }

  @Test func `faults are printed for GitHub and for tools`() async throws {
    defer { scratch.remove() }
    let github = try await check("--github", "Guides")
    #expect(github.output.hasPrefix("::error title=value-moved,file=Guides/One.md,line=2,col=10::"))
    #expect(github.errors.contains("Guides/One.md:2:10: error: "))
    let json = try await check("--json", "Guides")
    #expect(json.output.contains("\"identifier\":\"value-moved\""))
    #expect(try await check("--json", "--github").ending == .exited(2))
  }
}
