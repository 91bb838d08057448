import Execution
import Foundation
import TestSupport
import Testing

/// Each folder of `CheckFixtures` is a behaviour of `literate check` and `literate regenerate`:
/// `Content/` goes in; out come `expected-check.txt` and `expected-regenerate.txt`, the exit codes
/// and what is printed, and `expected/`, the files that are rewritten. Then a check must pass, and
/// to regenerate again must change nothing.
///
/// With `RECORD=1` in the environment what comes out is recorded, and the test fails: a recording is
/// to be read before it is trusted.
@Suite struct CheckFixtureTests {
  static let folder = projectRoot.appending(path: "Tests/ToolTests/CheckFixtures")

  static let names: [String] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.sorted()
  }()

  @Test func `there are fixtures`() {
    #expect(Self.names.count > 15)
  }

  @Test(arguments: names) func `check and regenerate do what their fixture says`(
    name: String
  ) async throws {
    let fixture = FixtureFolder(url: Self.folder.appending(path: name))
    let scratch = try Scratch()
    defer { scratch.remove() }
    try FileManager.default.copyItem(
      at: fixture.url.appending(path: "Content"),
      to: scratch.url.appending(path: "Content")
    )
    try await ToolchainEntries.copy(into: scratch.url.appending(path: "Content"))
    let before = try content(of: scratch)
    let check = try await ToolRun.literate(["check"], in: scratch.url)
    #expect(try content(of: scratch) == before, "a check writes nothing")
    let regenerate = try await ToolRun.literate(["regenerate"], in: scratch.url)
    let after = try content(of: scratch)
    var actual = [
      "expected-check.txt": "\(check.ending)\n\(check.output)\(check.errors)",
      "expected-regenerate.txt": "\(regenerate.ending)\n\(regenerate.output)\(regenerate.errors)",
    ]
    for (path, data) in after where before[path] != data {
      actual["expected/\(path)"] = String(decoding: data, as: UTF8.self)
    }
    try fixture.expect(actual)

    let isDone = regenerate.ending == .exited(0)
    let second = try await ToolRun.literate(["regenerate"], in: scratch.url)
    #expect(second.ending == regenerate.ending)
    #expect(second.output.contains("nothing to rewrite") == isDone)
    #expect(try content(of: scratch) == after, "to regenerate again changes nothing")
    if isDone {
      let check = try await ToolRun.literate(["check"], in: scratch.url)
      #expect(check.ending == .exited(0), "\(check.errors)")
    }
  }

  /// The files of the content, without the cache.
  private func content(of scratch: Scratch) throws -> [String: Data] {
    try scratch.files(in: "Content").filter { !$0.key.hasPrefix(".") }
  }
}
