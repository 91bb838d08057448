import Execution
import Foundation
import TestSupport
import Testing

/// `literate tangle` prints a file whose first lines say how to run it, and that is what they do.
@Suite struct TangleTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  /// What the command prints that is at the head of the tangled file.
  private func run(
    _ path: String,
    _ arguments: String...
  ) async throws -> (text: String, output: String) {
    let tangled = try await ToolRun.literate(["tangle", path] + arguments, in: scratch.url)
    try #require(tangled.ending == .exited(0), "\(tangled.errors)")
    try scratch.write(tangled.output, to: "tangled.swift")
    let lines = tangled.output.split(separator: "\n")
    let told = try #require(lines.firstIndex(of: "// Run it with:"))
    let command = String(lines[told + 1].dropFirst(3)).replacing("FILE", with: "tangled.swift")
    let run = try await ToolRun.program("sh", ["-c", command], in: scratch.url)
    #expect(run.ending == .exited(0), "\(command)\n\(run.errors)")
    return (tangled.output, run.output)
  }

  @Test func `a lesson that imports modules of the system runs with swift alone`() async throws {
    defer { scratch.remove() }
    try scratch.write(
      """
      ---
      imports: [Foundation]
      ---

      # Dates

      ```swift
      print(Date(timeIntervalSince1970: 0))
      ```
      """,
      to: "Content/01-dates.md"
    )
    let (text, output) = try await run("Content/01-dates.md")
    #expect(text.contains("\n// swift -swift-version 6 FILE\n"))
    #expect(output == "1970-01-01 00:00:00 +0000\n")
    let plain = try await ToolRun.program("swift", ["tangled.swift"], in: scratch.url)
    #expect(plain.output == output)
  }

  @Test func `what comes with the tool is named where it is`() async throws {
    defer { scratch.remove() }
    try scratch.write(
      "# A\n\n```swift\nimport LessonKit\nprint(Table(columns: [\"a\"], rows: []).columns)\n```\n",
      to: "01-a.md"
    )
    let (text, output) = try await run("01-a.md")
    #expect(text.contains("/LessonKit.build/*.o "))
    #expect(output == "[\"a\"]\n")
  }

  @Test func `the modules of a package are built and linked, C included`() async throws {
    defer { scratch.remove() }
    try scratch.write(
      """
      // swift-tools-version: 5.9
      import PackageDescription
      let package = Package(
        name: "Shapes",
        products: [.library(name: "Shapes", targets: ["Shapes"])],
        targets: [.target(name: "CArea"), .target(name: "Shapes", dependencies: ["CArea"])]
      )
      """,
      to: "Package.swift"
    )
    try scratch.write("double area(double side);\n", to: "Sources/CArea/include/CArea.h")
    try scratch.write(
      "#include \"CArea.h\"\ndouble area(double side) { return side * side; }\n",
      to: "Sources/CArea/inner/area.c"
    )
    try scratch.write(
      "import CArea\npublic func squareArea(_ side: Double) -> Double { area(side) }\n",
      to: "Sources/Shapes/Shapes.swift"
    )
    let cell = "# Shapes\n\n```swift\nprint(squareArea(1.5))\n```\n"
    try scratch.write("---\nimports: [Shapes]\n---\n\n" + cell, to: "Content/01-shapes.md")
    let (text, output) = try await run("Content/01-shapes.md")
    // The build's own words come first.
    #expect(output.hasSuffix("\n2.25\n"))
    #expect(text.contains("swiftc -swift-version 5 FILE"))
    // Plain Markdown imports the package's libraries unasked.
    try scratch.write(cell, to: "README.md")
    #expect(try await run("README.md", "--package", ".").output.hasSuffix("\n2.25\n"))
  }

  @Test func `the isolation and the language mode are those that the lesson asks for`() async throws
  {
    defer { scratch.remove() }
    try scratch.write(
      """
      ---
      isolation: MainActor
      languageMode: 5
      ---

      # Counting

      ```swift
      class Counter { static var count = 1 }
      print(Counter.count)
      ```
      """,
      to: "Content/01-counting.md"
    )
    let (text, output) = try await run("Content/01-counting.md")
    #expect(text.contains("\n// swift -swift-version 5 -default-isolation MainActor FILE\n"))
    #expect(!text.contains("so does the tool"))
    #expect(output == "1\n")
  }

  @Test func `a program that begins with an attribute runs`() async throws {
    defer { scratch.remove() }
    try scratch.write(
      "# A\n\n```swift\n@main struct A {\n  static func main() { print(\"a\") }\n}\n```\n",
      to: "01-a.md"
    )
    let (text, output) = try await run("01-a.md")
    #expect(text.contains("-parse-as-library"))
    #expect(text.contains("// If the compiler refuses it, add -default-isolation MainActor"))
    #expect(output == "a\n")
  }

  @Test func `names that are declared again are listed`() async throws {
    defer { scratch.remove() }
    try scratch.write(
      "# A\n\n```swift\nlet a = 1\n```\n\n```swift\nlet a = 2\n```\n",
      to: "01-a.md"
    )
    let tangled = try await ToolRun.literate(["tangle", "01-a.md"], in: scratch.url)
    #expect(tangled.output.contains("// It declares names again"))
  }
}
