import Execution
import Foundation
import TestSupport
import Testing

/// Sites of documentation that was not written for the tool.
@Suite struct DocumentationSiteTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func build(_ arguments: String...) async throws -> ToolRun {
    try await ToolRun.literate(["build"] + arguments, in: scratch.url)
  }

  @Test func `an article of a catalogue has no directives, and its links are resolved`()
    async throws
  {
    defer { scratch.remove() }
    try scratch.write(
      """
      # ``Kit``

      @Metadata {
        @PageColor(green)
      }

      ## Overview

      Uses ``Kit/Box/insert(_:)-6h59a``, <doc:Getting-Started> and
      [more](doc:Getting-Started#Second-Step).
      ![Diagram](flow) [A symbol](doc:Box).

      @TabNavigator {
        @Tab("Swift") {
          ```swift, nocopy
          [1, 2].map { $0 * 2 }  // [2, 4]
          ```
        }
      }

      ## Topics

      - ``Box``
      """,
      to: "Kit.docc/Kit.md"
    )
    try scratch.write(
      "# Begin here\n\n## Second Step\n",
      to: "Kit.docc/Articles/Getting Started.md"
    )
    for variant in ["", "~dark"] {
      try scratch.write("PNG", to: "Kit.docc/Resources/flow\(variant)@2x.png")
    }
    try scratch.write("documentationURL: https://example.org/documentation\n", to: "literate.yml")
    let run = try await build("Kit.docc")
    #expect(run.ending == .exited(0), "\(run.errors)")
    let page = try scratch.text(of: "site/kit-docc-kit.html")
    #expect(!page.contains("@Metadata") && !page.contains("@Tab"))
    let address = "https://example.org/documentation/kit/box"
    #expect(page.contains("<a href=\"\(address)/insert(_:)-6h59a\"><code>insert(_:)</code></a>"))
    #expect(page.contains("<li><a href=\"\(address)\"><code>Box</code></a></li>"))
    #expect(page.contains("<a href=\"\(address)\">A symbol</a>"))
    let other = "kit-docc-articles-getting-started.html"
    #expect(page.contains("<a href=\"\(other)\">Begin here</a>"))
    #expect(page.contains("<a href=\"\(other)#second-step\">more</a>"))
    let image = "Kit.docc/Resources/flow@2x.png"
    #expect(page.contains("src=\"\(image)\""))
    #expect(try scratch.text(of: "site/\(image)") == "PNG")
    #expect(page.contains("<span class=\"short\">[2, 4]</span>"))
  }

  @Test func `a README is built as it is, with the values of what ran`() async throws {
    defer { scratch.remove() }
    try scratch.write(
      """
      # A package

      ```swift
      dependencies: [.package(url: "https://example.org/a", from: "1.0.0")]
      ```

      ```swift
      func configure() {
        ...
      }
      ```

      ```swift
      let six = 2 * 3  // 6
      ```

      The [license](LICENSE.txt) and [the source](Sources/A).
      """,
      to: "C++ & co #1?.md"
    )
    let run = try await build("C++ & co #1?.md")
    #expect(run.ending == .exited(0), "\(run.errors)")
    #expect(run.errors.contains("warning: there is no 'LICENSE.txt' in the content"))
    let page = try scratch.text(of: "site/c-----co--1-.html")
    #expect(page.contains("<span class=\"short\">6</span>"))
    #expect(page.contains("href=\"C++%20&amp;%20co%20%231%3F.md\""))
    #expect(page.contains("class=\"kw\">func"))
  }

  @Test func `statements that fail as their comments say are marked`() async throws {
    defer { scratch.remove() }
    try scratch.write(
      """
      # Failing

      ```swift
      let count = 1
      count = 2 // error: cannot assign to value
      ```

      ```swift
      let texts = ["a"]
      print(texts[0]) // a
      print(texts[1]) // Runtime error: index out of range
      print(texts.count) // crashes without texts
      ```

      ```swift
      import Foundation
      print(1) // 1
      exit(3) // Runtime error, says its author
      ```
      """,
      to: "README.md"
    )
    let run = try await build("README.md")
    #expect(run.ending == .exited(0), "\(run.errors)")
    let page = try scratch.text(of: "site/readme.html")
    let rows = page.matches(of: /<span class="row(?:(?!<span class="row).)*/.dotMatchesNewlines())
      .map { String($0.output) }
    let marked = rows.indices.filter { rows[$0].contains("class=\"failure\"") }
    #expect(rows.count == 9)
    #expect(marked == [1, 4])
    #expect(rows[1].contains("does not compile") && rows[4].contains("stops the program"))
  }
}
