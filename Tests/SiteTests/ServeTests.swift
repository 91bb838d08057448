import Execution
import Foundation
import TestSupport
import Testing

/// `literate serve`, with a real browser and with requests of all kinds.
@Suite struct ServeTests {
  @Test
  func `a saved file is on the open page where the reader was, and a fault until it is fixed`()
    async throws
  {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let sections = (1...12).map { section in
      "## Section \(section)\n\n" + String(repeating: "Some words of it. ", count: 120)
    }
    let lesson = "# One\n\n" + sections.joined(separator: "\n\n") + "\n\n```swift\n6 * 7\n```\n"
    try scratch.write(lesson, to: "Content/01-one.md")
    let report = try await Edits(
      of: script("serve_edits.py", "Content/01-one.md", "2", in: scratch)
    )
    #expect(report.scroll > 1000)
    #expect(abs(report.movedByProse) < 2)
    #expect(abs(report.movedBySlowSave) < 2)
    #expect(abs(report.movedByReload) < 2)
    let line = lesson.split(separator: "\n", omittingEmptySubsequences: false).count + 2
    #expect(
      report.fault.contains(
        """
        Content/01-one.md:\(line):18: error: cannot convert value of type 'String' to specified \
        type 'Int'
        let wrong: Int = "text"
                         ^
        """
      )
    )
    #expect(report.hasPageBehindFault)
    #expect(report.faultOnceMended == nil)
    #expect(report.themeColor == "rgb(1, 2, 3)")
    #expect(report.console.isEmpty, "\(report.console)")
    #expect(report.code == 0)
    #expect(try scratch.files(in: ".").keys.allSatisfy { !$0.contains("site") })
  }

  @Test func `a change of a module runs the lessons that import it`() async throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    try scratch.write(
      """
      // swift-tools-version: 6.2
      import PackageDescription
      let package = Package(
        name: "numbers",
        products: [.library(name: "Numbers", targets: ["Numbers"])],
        targets: [.target(name: "Numbers")])
      """,
      to: "Package.swift"
    )
    try scratch.write("public let answer = 41\n", to: "Sources/Numbers/Numbers.swift")
    try scratch.write(
      "---\nimports: [Numbers]\n---\n# One\n\nIt is `{swift} answer`.\n",
      to: "Content/01-one.md"
    )
    let report = try await script(
      "serve_change.py",
      "Sources/Numbers/Numbers.swift",
      "public let answer = 42\n",
      "one.html",
      ">42<",
      in: scratch
    )
    #expect(String(decoding: report, as: UTF8.self) == "shown\n")
  }

  @Test func `a fault is shown until it is fixed, whatever else is saved`() async throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    try scratch.write(
      "# One\n\n```math {#f}\na\n```\n\n```math {#f}\nb\n```\n",
      to: "Content/01-one.md"
    )
    try scratch.write("# Two\n", to: "Content/02-two.md")
    let report = try await script(
      "serve_again.py",
      "Content/02-two.md",
      "# Second\n",
      "is named '#f', too",
      in: scratch
    )
    #expect(String(decoding: report, as: UTF8.self) == "1 1\n")
  }

  @Test func `plain Markdown is numbered anew when a file comes before it`() async throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    try scratch.write("# B\n", to: "Guides/b.md")
    try scratch.write("# C\n", to: "Guides/c.md")
    let report = try await script(
      "serve_again.py",
      "Guides/a.md",
      "# A\n",
      "is also that of",
      "Guides",
      in: scratch
    )
    #expect(String(decoding: report, as: UTF8.self) == "0 0\n")
  }

  @Test func `only this machine's own requests are answered, and nothing but the site`()
    async throws
  {
    let scratch = try Scratch()
    defer { scratch.remove() }
    try scratch.write("# One\n", to: "Content/01-one.md")
    try scratch.write("secret", to: "secret.txt")
    let report = try JSONDecoder().decode(
      Requests.self,
      from: await script("serve_requests.py", in: scratch)
    )
    #expect(report.portsDiffer)
    #expect(report.hasAnyPort)
    #expect(report.portsAtOnce == 6)
    #expect(report.pageOfLesson == "one.html")
    for status in [report.index, report.page, report.localName] { #expect(status == 200) }
    #expect(report.hasScript)
    #expect(report.otherHosts == [421, 421, 421, 421])
    #expect(report.traversal == Array(repeating: 404, count: 6))
    #expect(report.otherMethods == Array(repeating: 405, count: 5))
    #expect(report.allowed == "GET, HEAD")
    #expect(report.headIsGet)
    #expect(report.types.map { $0.replacing("; charset=utf-8", with: "") } == Self.types)
    #expect(report.codes == [0, 0])
  }

  @Test func `a port that is taken is refused, if it was asked for`() async throws {
    let scratch = try Scratch()
    let server = try await FileServer(root: scratch.url)
    defer {
      server.stop()
      scratch.remove()
    }
    try scratch.write("# One\n", to: "Content/01-one.md")
    let port = try #require(server.url.port)
    let run = try await ToolRun.literate(["serve", "--port", "\(port)"], in: scratch.url)
    #expect(run.ending == .exited(2))
    #expect(run.errors.contains("the port \(port) is taken"))
  }

  private static let types = ["text/html", "text/css", "text/javascript"]

  /// What a script of `Tests/Browser` prints.
  private func script(_ name: String, _ arguments: String..., in scratch: Scratch) async throws
    -> Data
  {
    let script = projectRoot.appending(path: "Tests/Browser").appending(path: name).path
    let tool = Bundle.main.executableURL?.deletingLastPathComponent().appending(path: "literate")
    let run = try await ToolRun.program(
      "python3",
      [script, try #require(tool).path, scratch.url.path] + arguments,
      in: scratch.url
    )
    try #require(run.ending == .exited(0), "\(run.errors)")
    return Data(run.output.utf8)
  }
}

/// What `serve_edits.py` tells.
private struct Edits: Decodable {
  let scroll: Double
  let movedByProse: Double
  let movedBySlowSave: Double
  let movedByReload: Double
  let fault: String
  let hasPageBehindFault: Bool
  let faultOnceMended: String?
  let themeColor: String
  let console: [String]
  let code: Int

  init(of report: Data) throws {
    self = try JSONDecoder().decode(Edits.self, from: report)
  }

  enum CodingKeys: String, CodingKey {
    case scroll, fault, console, code
    case movedByProse = "moved by prose"
    case movedBySlowSave = "moved by a slow save"
    case movedByReload = "moved by reload"
    case hasPageBehindFault = "page behind the fault"
    case faultOnceMended = "fault once mended"
    case themeColor = "color of the theme"
  }
}

/// What `serve_requests.py` tells.
private struct Requests: Decodable {
  let portsDiffer: Bool
  let hasAnyPort: Bool
  let portsAtOnce: Int
  let pageOfLesson: String
  let index: Int
  let page: Int
  let localName: Int
  let otherHosts: [Int]
  let traversal: [Int]
  let otherMethods: [Int]
  let allowed: String
  let headIsGet: Bool
  let types: [String]
  let hasScript: Bool
  let codes: [Int]

  enum CodingKeys: String, CodingKey {
    case index, page, traversal, allowed, types, codes
    case portsDiffer = "ports differ"
    case hasAnyPort = "any port"
    case portsAtOnce = "ports at once"
    case pageOfLesson = "page of the lesson"
    case localName = "local name"
    case otherHosts = "other hosts"
    case otherMethods = "other methods"
    case headIsGet = "head is get without a body"
    case hasScript = "script"
  }
}
