import Execution
import Foundation
import TestSupport
import Testing

/// Which modules of a package lessons can import, and how they are built.
@Suite struct PackageModuleTests {
  let scratch: Scratch

  init() throws {
    scratch = try Scratch()
    let manifest = """
      // swift-tools-version: 6.0
      import PackageDescription
      let package = Package(
        name: "Kit",
        products: [.library(name: "Kit", targets: ["Kit"])],
        targets: [
          .target(name: "Kit"), .target(name: "Extra"), .target(name: "Broken"),
          .executableTarget(name: "kittool"), .testTarget(name: "KitTests", dependencies: ["Kit"]),
        ]
      )
      """
    try scratch.write(manifest, to: "Package.swift")
    try scratch.write(
      """
      public func checked(_ index: Int) -> Int {
        precondition(index < 2, "index \\(index) too large")
        return index
      }
      public func unwrapped(_ text: String) -> Int { Int(text)! }
      """,
      to: "Sources/Kit/Kit.swift"
    )
    try scratch.write(
      "public let extra = 41\nlet hidden = 42\npublic func line(_ line: Int = #line) -> Int { line }\n",
      to: "Sources/Extra/Extra.swift"
    )
    try scratch.write("let wrong: Int = \"\"\n", to: "Sources/Broken/Broken.swift")
    try scratch.write("print(1)\n", to: "Sources/kittool/main.swift")
    try scratch.write("import Kit\n", to: "Tests/KitTests/KitTests.swift")
  }

  func literate(_ arguments: String...) async throws -> ToolRun {
    try await ToolRun.literate(arguments, in: scratch.url)
  }

  func lesson(_ code: String, imports: String = "", prose: String = "") throws {
    let text = "---\nimports: [\(imports)]\n---\n\n# One\n\n\(prose)\n\n```swift\n\(code)\n```\n"
    try scratch.write(text, to: "Content/01-one.md")
  }

  var page: String {
    get throws {
      String(decoding: try #require(scratch.files(in: "site")["one.html"]), as: UTF8.self)
    }
  }

  @Test func `a target that is in no product is built for those who import it, and no other is`()
    async throws
  {
    defer { scratch.remove() }
    try lesson("extra", imports: "Extra")
    let run = try await literate("build")
    #expect(run.ending == .exited(0), "\(run.errors)")
    #expect(try page.contains("41"))
    #expect(try await literate("build").output.contains("nothing changed"))
    // What only internal code sees is there for those who ask for it.
    try lesson("@testable import Extra\nhidden")
    let testable = try await literate("build")
    #expect(testable.ending == .exited(0), "\(testable.errors)")
    #expect(try page.contains("42"))
    #expect(try await literate("build").output.contains("nothing changed"))
  }

  @Test(arguments: [
    ("kittool", "'kittool' is an executable target, which no program can import"),
    ("KitTests", "'KitTests' is a test target, which no program can import"),
  ])
  func `a target that cannot be imported is reported as what it is`(name: String, message: String)
    async throws
  {
    defer { scratch.remove() }
    try lesson("1", imports: name)
    let run = try await literate("build")
    #expect(run.ending == .exited(1))
    #expect(run.errors.contains("Content/01-one.md:2:11: error: \(message)"), "\(run.errors)")
    try lesson("import \(name)")
    #expect(
      try await literate("build").errors.contains("Content/01-one.md:10:8: error: \(message)")
    )
  }

  @Test func `a precondition in a package gives its reason`() async throws {
    defer { scratch.remove() }
    try scratch.write(
      "# One\n\n```swift {traps}\nimport Kit\nchecked(5)\n```\n\n```swift {traps}\nimport Kit\nunwrapped(\"\")\n```\n",
      to: "Content/01-one.md"
    )
    let run = try await literate("build")
    #expect(run.ending == .exited(0), "\(run.errors)")
    #expect(try page.contains("index 5 too large"))
    #expect(try page.contains("Unexpectedly found nil while unwrapping an Optional value"))
  }

  @Test func `a target that is the package's whole folder is built once`() async throws {
    defer { scratch.remove() }
    let manifest = """
      // swift-tools-version: 6.0
      import PackageDescription
      let package = Package(
        name: "Flat",
        products: [.library(name: "Flat", targets: ["Flat"])],
        targets: [.target(name: "Flat", path: ".", exclude: ["Content", "Sources", "Tests", "site"])]
      )
      """
    try scratch.write(manifest, to: "Package.swift")
    try scratch.write("public let flat = 1\n", to: "Flat.swift")
    try scratch.write("tracked", to: ".git/HEAD")
    try lesson("flat", imports: "Flat")
    #expect(try await literate("build").ending == .exited(0))
    // The second build finds the first one's products and its site.
    #expect(try await literate("build").output.contains("1 lesson, 0 run, nothing changed"))
    try scratch.write("other", to: ".git/HEAD")
    #expect(try await literate("build", "--explain").output.contains("one: nothing changed"))
    try scratch.write("public let more = 2\n", to: "More.swift")
    #expect(try await literate("build", "--explain").output.contains("one: ran: the module Flat"))
  }

  @Test func `an edit of prose runs a lesson only where its code looks at its place`()
    async throws
  {
    defer { scratch.remove() }
    let codes = [
      "import Kit\nchecked(1)", "let here = #line", "import Extra\nline()",
      "func f(_ at: UInt = #column, in file: String = #file) -> UInt { at }\nf()",
    ]
    for (index, code) in codes.enumerated() {
      try scratch.write("# L\n\n```swift\n\(code)\n```\n", to: "Content/0\(index)-l\(index).md")
    }
    #expect(try await literate("build").ending == .exited(0))
    for (index, code) in codes.enumerated() {
      try scratch.write(
        "# L\n\nMore.\n\n```swift\n\(code)\n```\n",
        to: "Content/0\(index)-l\(index).md"
      )
    }
    let run = try await literate("build", "--explain")
    #expect(run.output.contains("l0: nothing changed"), "\(run.output)")
    for index in 1..<codes.count {
      #expect(run.output.contains("l\(index): ran: where its code is changed"), "\(run.output)")
    }
    let pages = try scratch.files(in: "site")
    func shows(_ page: String, _ value: String) throws -> Bool {
      let html = String(decoding: try #require(pages["\(page).html"]), as: UTF8.self)
      return html.contains(">\(value)<")
    }
    #expect(try shows("l1", "6"))
    #expect(try shows("l2", "7"))
  }

  @Test func `links of folders that lead back are followed once`() async throws {
    defer { scratch.remove() }
    let content = scratch.url.appending(path: "Content")
    try lesson("1", prose: "![A](real/a.svg) ![B](linked/b.svg)")
    let image = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n"
    try scratch.write(image, to: "Content/real/a.svg")
    try scratch.write(image, to: "elsewhere/b.svg")
    for (link, target) in [
      ("loop", "."), ("again", "../Content"), ("linked", "../elsewhere"), ("real/back", ".."),
      ("real/twin", "../real"),
    ] {
      try FileManager.default.createSymbolicLink(
        atPath: content.appending(path: link).path,
        withDestinationPath: target
      )
    }
    let run = try await literate("build")
    #expect(run.ending == .exited(0), "\(run.errors)")
    let images = try scratch.files(in: "site").keys.filter {
      $0.hasSuffix("a.svg") || $0.hasSuffix("b.svg")
    }
    #expect(Set(images) == ["real/a.svg", "linked/b.svg"])
  }

  @Test(arguments: [
    ("5.9", "", "5"), ("6.0", "", "6"), ("6.0", ", swiftLanguageModes: [.v5]", "5"),
    ("5.9", ", swiftLanguageVersions: [.v4_2, .v5]", "5"),
  ])
  func `the language mode is that of the package`(tools: String, setting: String, mode: String)
    async throws
  {
    defer { scratch.remove() }
    try scratch.write(
      "// swift-tools-version: \(tools)\nimport PackageDescription\n"
        + "let package = Package(name: \"Kit\", targets: [.target(name: \"Kit\")]\(setting))\n",
      to: "Package.swift"
    )
    let toolchain = try #require(await Toolchain.find())
    let found = try await PackageBuilder.languageMode(of: scratch.url, toolchain: toolchain)
    #expect(found == mode)
  }
}
