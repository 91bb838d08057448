import Execution
import Foundation
import TestSupport
import Testing

/// Lessons that import what a SwiftPM package builds: Swift, C, and what it depends on.
@Suite struct PackageTests {
  let scratch: Scratch

  init() throws {
    scratch = try Scratch()
    let manifest = """
      // swift-tools-version: 6.0
      import PackageDescription
      let package = Package(
        name: "Shapes",
        products: [.library(name: "Shapes", targets: ["Shapes"])],
        dependencies: [.package(path: "Helper")],
        targets: [
          .target(name: "CArea"),
          .target(name: "Shapes", dependencies: ["CArea", "Helper"]),
        ]
      )
      """
    try scratch.write(manifest, to: "Package.swift")
    try scratch.write("double area(double side);\n", to: "Sources/CArea/include/CArea.h")
    try scratch.write(
      "#include \"CArea.h\"\ndouble area(double side) { return side * side; }\n",
      to: "Sources/CArea/area.c"
    )
    try scratch.write(
      """
      import CArea
      import Helper
      public func squareArea(_ side: Double) -> Double { area(doubled(side)) }
      """,
      to: "Sources/Shapes/Shapes.swift"
    )
    let helper = """
      // swift-tools-version: 6.0
      import PackageDescription
      let package = Package(
        name: "Helper",
        products: [.library(name: "Helper", targets: ["Helper"])],
        targets: [.target(name: "Helper")]
      )
      """
    try scratch.write(helper, to: "Helper/Package.swift")
    try scratch.write(
      "public func doubled(_ x: Double) -> Double { 2 * x }\n",
      to: "Helper/Sources/Helper/Helper.swift"
    )
  }

  func literate(_ arguments: String...) async throws -> ToolRun {
    try await ToolRun.literate(arguments, in: scratch.url)
  }

  @Test func `lessons import a package's Swift and C, and what it depends on`() async throws {
    defer { scratch.remove() }
    try scratch.write(
      """
      # One

      ```swift
      import CArea
      import Helper
      import Shapes
      let all = squareArea(3) + area(1) + doubled(0.5)
      ```

      All is `{swift} all`.
      """,
      to: "Content/01-one.md"
    )
    try scratch.write("# Two\n\n`{swift} 1`\n", to: "Content/02-two.md")
    let first = try await literate("build")
    #expect(first.ending == .exited(0), "\(first.errors)")
    let page = String(decoding: try #require(scratch.files(in: "site")["one.html"]), as: UTF8.self)
    #expect(page.contains("38"))  // (2·3)² + 1² + 2·0.5
    // What changes in C runs the lesson that imports it, and no other.
    try scratch.write(
      "#include \"CArea.h\"\ndouble area(double side) { return side * side + 1; }\n",
      to: "Sources/CArea/area.c"
    )
    let second = try await literate("build", "--explain")
    #expect(second.output.contains("one: ran: the module CArea"), "\(second.output)")
    #expect(second.output.contains("two: nothing changed"))
    let again = String(decoding: try #require(scratch.files(in: "site")["one.html"]), as: UTF8.self)
    #expect(again.contains("40"))
    // So does a change in a package beside it.
    try scratch.write(
      "public func doubled(_ x: Double) -> Double { 4 * x }\n",
      to: "Helper/Sources/Helper/Helper.swift"
    )
    #expect(try await literate("build").ending == .exited(0))
    let last = String(decoding: try #require(scratch.files(in: "site")["one.html"]), as: UTF8.self)
    #expect(last.contains("149"))  // ((4·3)² + 1) + (1² + 1) + 4·0.5
  }

  @Test func `a build sees that a source which a lesson shows has changed`() async throws {
    defer { scratch.remove() }
    try scratch.write(
      "# One\n\n```swift {source=\"Notes/Shown.swift\" symbol=\"shown\"}\n```\n",
      to: "Content/01-one.md"
    )
    try scratch.write("func shown() { 1 }\n", to: "Notes/Shown.swift")
    #expect(try await literate("build").ending == .exited(0))
    #expect(try await literate("build").output.contains("nothing changed"))
    try scratch.write("func shown() { 2 }\n", to: "Notes/Shown.swift")
    #expect(try await literate("build").output.contains("2 files written"))
  }

  @Test func `plain Markdown imports the package's libraries unasked`() async throws {
    defer { scratch.remove() }
    try scratch.write(
      "# Shapes\n\n```swift\nprint(squareArea(1))\n// Prints \"4.5\"\n```\n",
      to: "README.md"
    )
    let run = try await literate("check", "--package", ".", "README.md")
    #expect(run.ending == .exited(1))
    #expect(run.errors.contains("README.md:5:12: error: the output has moved: recorded 4.5"))
  }

  @Test func `a copy of a package with all that was built in it is checked by its own sources`()
    async throws
  {
    defer { scratch.remove() }
    try scratch.write("# Shapes\n\n```swift\nsquareArea(1) // 4.0\n```\n", to: "README.md")
    let copied = try Scratch()
    defer { copied.remove() }
    #expect(try await literate("check", "README.md").ending == .exited(0))
    try FileManager.default.removeItem(at: copied.url)
    try FileManager.default.copyItem(at: scratch.url, to: copied.url)
    try copied.write(
      "public func doubled(_ x: Double) -> Double { 3 * x }\n",
      to: "Helper/Sources/Helper/Helper.swift"
    )
    let run = try await ToolRun.literate(["check", "README.md"], in: copied.url)
    #expect(run.errors.contains("recorded 4.0, computed 9.0"), "\(run.errors)")
  }

  @Test func `what does not build is reported at its file and line`() async throws {
    defer { scratch.remove() }
    try scratch.write(
      "public func squareArea(_ side: Double) -> Int {\n  let unused = 1\n  return side\n}\n",
      to: "Sources/Shapes/Shapes.swift"
    )
    try scratch.write("# One\n\n```swift\nimport Shapes\n```\n", to: "Content/01-one.md")
    let run = try await literate("build")
    #expect(run.ending == .exited(1))
    #expect(
      run.errors == """
        Sources/Shapes/Shapes.swift:3:10: error: cannot convert return expression of type 'Double' to return type 'Int'
          return side
                 ^
        1 error

        """
    )
  }
}
