import Execution
import Foundation
import TestSupport
import Testing

/// Values that differ in every run are reported where they are first recorded, unless their cell says so.
@Suite struct VolatileTests {
  let scratch: Scratch

  init() throws {
    scratch = try Scratch()
  }

  func literate(_ arguments: String...) async throws -> ToolRun {
    try await ToolRun.literate(arguments, in: scratch.url)
  }

  static let code = """
    import Foundation
    final class C {}
    let a = Int.random(in: 0..<1_000_000_000)
    let b = (1...20).shuffled()
    let u = UUID()
    let o = ObjectIdentifier(C())
    let d = Date.now
    let c = ContinuousClock.now
    let same = 1
    """

  func lesson(_ options: String, more: String = "") throws {
    let text = "# One\n\n```swift \(options)\n\(Self.code)\n```\n\(more)"
    try scratch.write(text, to: "Content/01-one.md")
  }

  func expectFaults(_ run: ToolRun, _ comment: Comment) {
    #expect(run.ending == .exited(1), comment)
    for name in ["a", "b", "u", "o", "d", "c"] {
      #expect(run.errors.contains("'\(name)' differs in every run"), comment)
    }
    #expect(!run.errors.contains("'same'"), comment)
  }

  @Test func `regenerate and the first check report what differs in every run`() async throws {
    defer { scratch.remove() }
    try lesson("")
    expectFaults(try await literate("check"), "check, with nothing kept")
    expectFaults(try await literate("regenerate"), "regenerate, of what ran twice")
    expectFaults(try await literate("check"), "check, of what is kept")
    #expect(!FileManager.default.fileExists(atPath: scratch.url.path + "/Content/results"))
  }

  @Test func `what a build has kept of one run runs anew before it is recorded`() async throws {
    defer { scratch.remove() }
    try lesson("")
    #expect(try await literate("build").ending == .exited(0))
    expectFaults(try await literate("regenerate"), "regenerate")
  }

  @Test func `a volatile cell is shown, and its types are recorded`() async throws {
    defer { scratch.remove() }
    try lesson("{volatile}", more: "\nIt is `{swift} d`, and `{swift} 2 + 2`.\n")
    #expect(try await literate("regenerate").ending == .exited(0))
    for arguments in [["check"], ["check", "--no-cache"]] {
      let run = try await ToolRun.literate(arguments, in: scratch.url)
      #expect(run.ending == .exited(0), "\(run.errors)")
    }
    let results = try scratch.text(of: "Content/results/one.json")
    #expect(results.contains(#"{"expression":"let u = UUID()","type":"UUID","value":"…"}"#))
    #expect(results.contains(#"{"expression":"d","type":"Date","value":"…"}"#))
    #expect(results.contains(#"{"expression":"2 + 2","type":"Int","value":"4"}"#))
    #expect(try await literate("build").ending == .exited(0))
    let page = String(decoding: try #require(scratch.files(in: "site")["one.html"]), as: UTF8.self)
    #expect(page.contains(/[0-9A-F]{8}-[0-9A-F]{4}-4/))
    // Another type is reported.
    try scratch.write(
      scratch.text(of: "Content/01-one.md").replacing("UUID()", with: "UUID().uuidString"),
      to: "Content/01-one.md"
    )
    try scratch.write(
      results.replacing("let u = UUID()", with: "let u = UUID().uuidString"),
      to: "Content/results/one.json"
    )
    let moved = try await literate("check")
    #expect(moved.errors.contains("'u' was recorded as UUID and is now String"))
  }

  @Test func `what is computed from a volatile value is reported as well`() async throws {
    defer { scratch.remove() }
    try lesson("{volatile}", more: "\n```swift\nlet later = a + 1\n```\n")
    let run = try await literate("regenerate")
    #expect(run.ending == .exited(1))
    #expect(run.errors.contains("Content/01-one.md:16:5: error: 'later' differs in every run"))
  }

  @Test func `printed text that differs is reported, and in a fence after a volatile cell stays`()
    async throws
  {
    defer { scratch.remove() }
    func lesson(_ options: String) throws {
      let text = "# One\n\n```swift \(options)\nprint(Int.random(in: 0..<1_000_000_000))\n```\n\n"
      try scratch.write(text + "```output\n```\n", to: "Content/01-one.md")
    }
    try lesson("")
    let run = try await literate("regenerate")
    #expect(run.errors.contains("Content/01-one.md:7:1: error: what this cell shows differs"))
    try lesson("{volatile}")
    #expect(try await literate("regenerate").ending == .exited(0))
    let recorded = try scratch.text(of: "Content/01-one.md")
    #expect(recorded.contains(/```output\n\d+\n```/))
    #expect(try await literate("check", "--no-cache").ending == .exited(0))
    #expect(try await literate("regenerate", "--no-cache").ending == .exited(0))
    #expect(try scratch.text(of: "Content/01-one.md") == recorded)
  }

  @Test func `check says how many lessons ran and of how many the results were kept`()
    async throws
  {
    defer { scratch.remove() }
    for name in ["01-a", "02-b", "03-c"] {
      try scratch.write("# L\n\n```swift\nlet a = 1\n```\n", to: "Content/\(name).md")
    }
    #expect(try await literate("regenerate").ending == .exited(0))
    try scratch.write("# L\n\n```swift\nlet a = 1 + 0\n```\n", to: "Content/02-b.md")
    let run = try await literate("check")
    #expect(run.output.contains("1 lesson run, 2 kept from before (--no-cache runs all)"))
    #expect(try await !literate("check", "--no-cache").output.contains("kept"))
  }

  @Test func `regenerate rewrites the lessons without a fault`() async throws {
    defer { scratch.remove() }
    try scratch.write(
      "# A\n\n```swift\nlet a = 1\n```\n\n```output\n0\n```\n",
      to: "Content/01-a.md"
    )
    let faulty = "# B\n\n```swift\nlet x: Int = \"a\"\n```\n\n```output\n0\n```\n"
    try scratch.write(faulty, to: "Content/02-b.md")
    try scratch.write(
      "[\n{\"expression\":\"x\",\"type\":\"Int\",\"value\":\"1\"}\n]\n",
      to: "Content/results/b.json"
    )
    let run = try await literate("regenerate")
    #expect(run.ending == .exited(1))
    #expect(run.output.contains("Content/01-a.md: 1 output rewritten"))
    #expect(try scratch.text(of: "Content/01-a.md").contains("```output\n1\n```"))
    #expect(try scratch.text(of: "Content/02-b.md") == faulty)
    #expect(try scratch.text(of: "Content/results/b.json").contains("\"value\":\"1\""))
  }
}
