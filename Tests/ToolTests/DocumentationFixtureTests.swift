import Execution
import Foundation
import TestSupport
import Testing

/// Each folder of `DocumentationFixtures` is a behaviour of `literate check` with documentation that was
/// not written for it: the folder's files go in, and `expected.txt` comes out, the exit code and what is
/// printed. `--explain` says what became of each block.
///
/// With `RECORD=1` in the environment what comes out is recorded, and the test fails.
@Suite struct DocumentationFixtureTests {
  static let folder = projectRoot.appending(path: "Tests/ToolTests/DocumentationFixtures")

  static let names: [String] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.sorted()
  }()

  @Test func `there are fixtures`() {
    #expect(Self.names.count > 10)
  }

  @Test(arguments: names) func `a check says what its fixture says`(name: String) async throws {
    let fixture = FixtureFolder(url: Self.folder.appending(path: name))
    let scratch = try Scratch()
    defer { scratch.remove() }
    let files = FileManager.default
    for entry in try files.contentsOfDirectory(atPath: fixture.url.path)
    where entry != "expected.txt" {
      try files.copyItem(
        at: fixture.url.appending(path: entry),
        to: scratch.url.appending(path: entry)
      )
    }
    try await ToolchainEntries.copy(into: scratch.url)
    let run = try await ToolRun.literate(["check", "--explain"], in: scratch.url)
    try fixture.expect(["expected.txt": "\(run.ending)\n\(run.output)\(run.errors)"])
  }
}
