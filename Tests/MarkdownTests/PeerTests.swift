import Diagnostics
import Execution
import Foundation
import Markdown
import TestSupport
import Testing

/// The fixtures hold every construct of CommonMark and GFM; Debian's program `cmark-gfm`, another
/// build of the same library, says what their HTML is.
@Suite struct PeerTests {
  static let folder = projectRoot.appending(path: "Tests/MarkdownTests/Fixtures")

  static let names: [String] =
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()

  static func peerHTML(of name: String) async throws -> String {
    let extensions = ["table", "strikethrough", "autolink", "tasklist", "footnotes"]
    let run = try await ToolRun.program(
      "cmark-gfm",
      ["--unsafe"] + extensions.flatMap { ["-e", $0] } + [name],
      in: folder
    )
    try #require(run.ending == .exited(0), "\(run.errors)")
    return run.output
  }

  static func text(of name: String) throws -> String {
    try String(contentsOf: folder.appending(path: name), encoding: .utf8)
  }

  @Test func `there are fixtures`() {
    #expect(Self.names.count > 25)
  }

  @Test(arguments: names) func `plain HTML is the peer's, byte for byte`(name: String) async throws
  {
    #expect(try await MarkdownDocument.plainHTML(Self.text(of: name)) == Self.peerHTML(of: name))
  }

  @Test(arguments: names) func `a document's HTML is the peer's where nothing is replaced`(
    name: String
  ) async throws {
    let file = SourceFile(path: name, text: try Self.text(of: name))
    #expect(try await MarkdownDocument(file).html() == Self.peerHTML(of: name))
  }

  @Test(arguments: names)
  func `what render adds can be taken out again, and leaves the peer's HTML`(
    name: String
  ) async throws {
    let input = try Data(contentsOf: Self.folder.appending(path: name))
    let run = try await ToolRun.literate(["render"], in: Self.folder, input: input)
    try #require(run.ending == .exited(0), "\(run.errors)")
    let stripped = run.output
      .replacing(/<h([1-6]) id="[^"]*">/, with: { "<h\($0.output.1)>" })
      .replacing(
        #/\ <a class="anchor" href="#[^"]*" aria-label="Link to this section">#</a>/#,
        with: ""
      )
    #expect(try await stripped == Self.peerHTML(of: name))
    #expect(run.output.matches(of: /<h[1-6]>/).isEmpty, "every heading has an identifier")
  }

  @Test func `twelve renders at once give the bytes that each gives alone, a thousand times`()
    async throws
  {
    let texts = try Self.names.prefix(12).map { try Self.text(of: $0) }
    #expect(texts.count == 12)
    let alone = texts.map { MarkdownDocument.plainHTML($0) }
    let wrong = await withTaskGroup(of: Int.self) { group in
      for (text, html) in zip(texts, alone) {
        group.addTask {
          (0..<1000).count { _ in MarkdownDocument.plainHTML(text) != html }
        }
      }
      return await group.reduce(0, +)
    }
    #expect(wrong == 0)
  }
}
