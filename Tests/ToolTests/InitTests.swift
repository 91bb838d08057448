import Execution
import Foundation
import TestSupport
import Testing

/// `literate init`: what it writes builds, and it writes over nothing.
@Suite struct InitTests {
  let scratch: Scratch

  init() throws {
    scratch = try Scratch()
  }

  func literate(_ arguments: String..., in folder: String = "") async throws -> ToolRun {
    try await ToolRun.literate(arguments, in: scratch.url.appending(path: folder))
  }

  @Test func `a site begun in a new folder builds at once`() async throws {
    defer { scratch.remove() }
    let run = try await literate("init", "dice")
    #expect(run.ending == .exited(0), "\(run.errors)")
    let written = try scratch.files(in: "dice").keys.sorted()
    #expect(
      written == [
        ".github/workflows/pages.yml", ".gitignore", "Content/01-first-steps.md",
        "Content/literate.yml",
      ]
    )
    for name in written { #expect(run.output.contains("dice/\(name): ")) }
    let build = try await literate("build", in: "dice")
    #expect(build.ending == .exited(0), "\(build.errors)")
    #expect(build.output.contains("1 lesson, 1 run"))
    let page = try scratch.text(of: "dice/site/first-steps.html")
    // Of a die: (1 + … + 6) / 6, and the mean of the squares less the square of the mean.
    #expect(page.contains("<span class=\"short\">3.5</span>"))
    #expect(page.contains("<span class=\"short\">2.91667</span>"))
    #expect(try await literate("regenerate", in: "dice").ending == .exited(0))
    #expect(try await literate("check", in: "dice").ending == .exited(0))
  }

  @Test func `around a package, the lessons import its libraries`() async throws {
    defer { scratch.remove() }
    try scratch.write(
      """
      // swift-tools-version: 6.2
      import PackageDescription
      let package = Package(
        name: "games",
        products: [.library(name: "Games", targets: ["Dice", "Cards"])],
        targets: [
          .target(name: "Dice", dependencies: ["Hidden"]), .target(name: "Cards"),
          .target(name: "Hidden"),
        ])
      """,
      to: "Package.swift"
    )
    for name in ["Dice", "Cards", "Hidden"] {
      try scratch.write("public let in\(name) = \"of \(name)\"\n", to: "Sources/\(name)/It.swift")
    }
    try scratch.write("/.build\n*.log", to: ".gitignore")
    let run = try await literate("init")
    #expect(run.ending == .exited(0), "\(run.errors)")
    #expect(try scratch.text(of: ".gitignore") == "/.build\n*.log\n/site/\n")
    #expect(try scratch.text(of: "Content/literate.yml").contains("\nimports: [Cards, Dice]\n"))
    try scratch.write("# Two\n\n```swift\ninDice + inCards\n```\n", to: "Content/02-two.md")
    let build = try await literate("build")
    #expect(build.ending == .exited(0), "\(build.errors)")
    #expect(try scratch.text(of: "site/two.html").contains("of Diceof Cards"))
  }

  @Test func `in a folder of a package, the workflow is where GitHub reads it`() async throws {
    defer { scratch.remove() }
    try scratch.write(
      """
      // swift-tools-version: 6.2
      import PackageDescription
      let package = Package(
        name: "games",
        products: [.library(name: "Dice", targets: ["Dice"])],
        targets: [.target(name: "Dice")])
      """,
      to: "kit/Package.swift"
    )
    try scratch.write("public let sides = 6\n", to: "kit/Sources/Dice/Dice.swift")
    try scratch.write("ref: refs/heads/main\n", to: ".git/HEAD")
    let run = try await literate("init", "kit/Docs")
    #expect(run.ending == .exited(0), "\(run.errors)")
    #expect(run.output.contains(".github/workflows/pages.yml: "))
    let workflow = try scratch.text(of: ".github/workflows/pages.yml")
    #expect(workflow.contains("CONTENT_FOLDER: 'kit/Docs/Content'"))
    // The release of the toolchain at hand.
    let compiler = try await ToolRun.program("swiftc", ["--version"], in: scratch.url)
    let release = try #require(compiler.output.firstMatch(of: /Swift version ([0-9]+\.[0-9]+)/))
    #expect(workflow.contains("container: swift:\(release.output.1)-noble"))
    #expect(try scratch.text(of: "kit/Docs/Content/literate.yml").contains("imports: [Dice]"))
  }

  @Test(arguments: ["Content/literate.yml", ".github/workflows/pages.yml"])
  func `where a file is in the way, nothing is written`(name: String) async throws {
    defer { scratch.remove() }
    try scratch.write("mine", to: name)
    let run = try await literate("init")
    #expect(run.ending == .exited(2))
    #expect(run.errors.contains("'\(name)' is there already; nothing is written"))
    #expect(try scratch.files(in: ".") == [name: Data("mine".utf8)])
  }
}
