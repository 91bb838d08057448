import Execution
import Foundation
import TestSupport
import Testing

/// Names that are declared again, where a fixture would be long.
@Suite struct RedeclarationTests {
  @Test func `a name may be declared again in every cell of a long lesson`() async throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let count = 24
    let cells = (0..<count).map { number in
      "```swift\nlet value = \(number == 0 ? "0" : "value + 1")\n```\n"
    }
    let text = "# Long\n\n" + cells.joined(separator: "\n") + "\nAt last `{swift} value`.\n"
    try scratch.write(text, to: "Content/01-long.md")
    let run = try await ToolRun.literate(["build"], in: scratch.url)
    #expect(run.ending == .exited(0), "\(run.errors)")
    let page = try scratch.text(of: "site/long.html")
    #expect(page.contains("<span class=\"full\">\(count - 1)</span>"))
  }
}
