import Execution
import Foundation
import TestSupport
import Testing

/// Each folder of `Fixtures` is a behaviour of `literate build`: `Content/` goes in; out come
/// `expected.txt`, the exit code and what is printed, and `expected/`, the lessons' HTML.
///
/// With `RECORD=1` in the environment what comes out is recorded, and the test fails: a recording is
/// to be read before it is trusted.
@Suite struct FixtureTests {
  static let folder = projectRoot.appending(path: "Tests/ToolTests/Fixtures")

  static let names: [String] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.sorted()
  }()

  @Test func `there are fixtures`() {
    #expect(Self.names.count > 20)
  }

  @Test(arguments: names) func `a build shows what its fixture says`(name: String) async throws {
    let fixture = Self.folder.appending(path: name)
    let scratch = try Scratch()
    defer { scratch.remove() }
    try FileManager.default.copyItem(
      at: fixture.appending(path: "Content"),
      to: scratch.url.appending(path: "Content")
    )
    let content = scratch.url.appending(path: "Content")
    try await ToolchainEntries.copy(into: content)
    if name.hasPrefix("controls") { try await ToolchainEntries.compilePageModules() }
    let run = try await ToolRun.literate(["build"], in: scratch.url)
    var actual = ["expected.txt": "\(run.ending)\n\(run.output.withoutTimes)\(run.errors)"]
    if FileManager.default.fileExists(atPath: scratch.url.appending(path: "site").path) {
      for (path, data) in try scratch.files(in: "site") where path.hasSuffix(".html") {
        guard !["index.html", "404.html"].contains(path) else { continue }
        actual["expected/\(path)"] = String(decoding: data, as: UTF8.self).lessonBody
      }
    }
    try FixtureFolder(url: fixture).expect(actual)
  }
}

extension String {
  /// The summary without what differs from run to run.
  fileprivate var withoutTimes: String {
    replacing(/, \d+ files? written, [\d.]+ s/, with: "")
  }

  /// The HTML of a lesson without the frame around it, its formulas cut down to what is marked in
  /// them.
  fileprivate var lessonBody: String {
    guard let start = firstRange(of: "<article"), let end = firstRange(of: "</article>") else {
      return self
    }
    return self[start.lowerBound..<end.upperBound]
      .replacing(/data-program="[^"]*"/, with: "data-program=\"…\"")
      .replacing(/<span class="katex-html".*?<\/span><\/span><\/span>/) { formula in
        let marks = formula.output.matches(of: /<span class="[^"]*quantity[^>]*>[^<]*<\/span>/)
        return "…" + marks.map { $0.output + "…" }.joined()
      } + "\n"
  }
}
