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
    let matcher = try Data(contentsOf: projectRoot.appending(path: "problem-matcher.json"))
    let pattern = try #require(
      String(decoding: matcher, as: UTF8.self).firstMatch(of: /"regexp": (".*")/)
    )
    let expression = try Regex(JSONDecoder().decode(String.self, from: Data(pattern.output.1.utf8)))
    let line = try #require(github.errors.split(separator: "\n").first)
    let parts = try #require(try expression.wholeMatch(in: line)).output
    #expect(parts[1].substring == "Guides/One.md" && parts[2].substring == "2")
    #expect(parts[4].substring == "error")
    let json = try await check("--json", "Guides")
    #expect(json.output.contains("\"identifier\":\"value-moved\""))
    let coverage = try #require(json.output.firstMatch(of: /(?m)^\{"coverage":(\{.*\})\}$/))
    let counts = try JSONSerialization.jsonObject(with: Data(coverage.output.1.utf8))
    let blocks = try #require((counts as? [String: Any])?["blocks"] as? Int)
    #expect(try await check("Guides").output.hasPrefix("\(blocks) block"))
    #expect(try await check("--json", "--github").ending == .exited(2))
  }

  @Test func `regenerate rewrites what examples state, in comments as well`() async throws {
    defer { scratch.remove() }
    let manifest = """
      // swift-tools-version: 6.0
      import PackageDescription
      let package = Package(
        name: "Kit", products: [.library(name: "Kit", targets: ["Kit"])],
        targets: [.target(name: "Kit")])
      """
    func source(_ results: [String], _ outputs: [String]) -> String {
      """
      /// ```swift
      /// twice(4) // \(results[0])
      /// print(twice(2))
      /// // Prints "\(results[1])"
      /// ```
      public func twice(_ x: Int) -> Int { 2 * x }

      public enum Box {
        /**
         1. In a list:

            ```swift
            let any = Int.random(in: 0...Int.max) // 3
            for i in 1...3 { print(i) }
            ```

            ```output
      \(outputs.map { $0.isEmpty ? "" : "      \($0)\n" }.joined())      ```
        */
        public static func count() {}

        /// > ```swift
        /// > for i in 1...3 { print(i) }
        /// > ```
        /// >
        /// > ```output
      \(outputs.map { $0.isEmpty ? "" : "  /// > \($0)\n" }.joined())  /// > ```
        public static func quoted() {}
      }

      """
    }
    try scratch.write(manifest, to: "Package.swift")
    try scratch.write(source(["9", "5"], ["2"]), to: "Sources/Kit/Kit.swift")
    try scratch.write("```swift\n1 + 1 // 3\n```\n", to: "README.md")
    let run = try await ToolRun.literate(["regenerate"], in: scratch.url)
    #expect(run.ending == .exited(0), "\(run.errors)")
    let text = try scratch.text(of: "Sources/Kit/Kit.swift")
    #expect(text == source(["8", "4"], ["1", "2", "3"]))
    #expect(try scratch.text(of: "README.md") == "```swift\n1 + 1 // 2\n```\n")
    #expect(try await check().ending == .exited(0))
  }

  @Test func `a lesson is checked and regenerated by its name, and built with its site`()
    async throws
  {
    defer { scratch.remove() }
    try scratch.write("```swift\nprint(1) // Prints \"2\"\n```\n", to: "Content/01-one.md")
    try scratch.write("```swift\nprint(1) // Prints \"2\"\n```\n", to: "Content/02-two.md")
    let run = try await check("Content/02-two.md")
    #expect(run.errors.contains("Content/02-two.md:2:21: error: "))
    #expect(!run.errors.contains("01-one"))
    let build = try await ToolRun.literate(["build", "Content/02-two.md"], in: scratch.url)
    #expect(build.ending == .exited(2))
    #expect(build.errors.contains("build the site with: literate build"))
    let regenerate = try await ToolRun.literate(
      ["regenerate", "Content/02-two.md"],
      in: scratch.url
    )
    #expect(regenerate.ending == .exited(0), "\(regenerate.errors)")
    #expect(try scratch.text(of: "Content/02-two.md").contains("Prints \"1\""))
    #expect(try scratch.text(of: "Content/01-one.md").contains("Prints \"2\""))
  }

  @Test func `the package is built with its traits, for debugging and for testing as asked`()
    async throws
  {
    defer { scratch.remove() }
    try scratch.write(
      """
      // swift-tools-version: 6.1
      import PackageDescription
      let package = Package(
        name: "Kit", products: [.library(name: "Kit", targets: ["Kit"])],
        traits: ["Extra"], targets: [.target(name: "Kit")])
      """,
      to: "Package.swift"
    )
    try scratch.write(
      """
      #if Extra
      public let extra = 1
      #endif
      #if DEBUG
      public let debug = 2
      #endif
      let inner = 3
      """,
      to: "Sources/Kit/Kit.swift"
    )
    let examples = ["extra // 1", "debug // 2", "@testable import Kit\ninner // 4"]
    let blocks = examples.map { "```swift\n\($0)\n```" }.joined(separator: "\n\n")
    try scratch.write("# Kit\n\n\(blocks)\n", to: "README.md")
    // Only the internal declaration is there, and the comment about it is wrong.
    let plain = try await check("README.md")
    #expect(plain.output.hasPrefix("3 blocks: 1 compiles, 1 ran, 1 result compared;"))
    #expect(plain.errors.hasPrefix("README.md:13:10: error: "))
    try scratch.write("traits: [Extra]\nconfiguration: debug\n", to: "literate.yml")
    #expect(
      try await check("README.md").output
        .hasPrefix("3 blocks: 3 compile, 3 ran, 3 results compared")
    )
    try scratch.write("traits: [Nothing]\n", to: "literate.yml")
    let unknown = try await check("README.md")
    #expect(unknown.ending == .exited(2))
    #expect(unknown.errors.contains("Trait 'Nothing'"))
  }
}
