import Execution
import Foundation
import TestSupport
import Testing

/// Pages that compute again what follows a control, in a browser, beside the same code compiled for this machine.
@Suite struct ExplorableTests {
  /// Computations whose bits depend on how a number is rounded, written and summed.
  private static let computation = """
    struct Part { var share: Double; var rank: Int }
    final class Counter { var count = 0.0 }
    func shares(_ t: Double) -> [Double] {
      let powers = [1.0, 2.0, 3.5].map { x in
        (1...12).reduce(1.0) { sum, n in 1 + sum * x / (t * Double(13 - n)) }
      }
      let sum = powers.reduce(0, +)
      return powers.map { $0 / sum }
    }
    func entropy(_ t: Double) -> Double {
      shares(t).reduce(0) { $0 + $1 * (1 - $1).squareRoot() }
    }
    """
  /// What follows a control only through a function, a closure, an object, or names that are bound together.
  private static let effects = """
    var total = 0.0
    func add() { total += t }
    add()
    var sum = 0.0
    let addToSum = { sum += t }
    addToSum()
    let counter = Counter()
    func bump(_ counter: Counter) { counter.count += t }
    bump(counter)
    let (low, high) = (t / 2, t * 2)
    """
  /// What the page shows, as the program prints it.
  private static let shown = [
    "shares(t)", "entropy(t)", "Part(share: t / 3, rank: Int(t))", "Float(t) / 7",
    "stride(from: 0, to: t, by: 0.7).map { $0 * 1e21 }", "t.truncatingRemainder(dividingBy: 0.3)",
    "(t * 10).rounded()", "[t > 2, t < 3]", "total", "sum", "counter.count", "[low, high]",
  ]
  private static let values = (5..<55).map { "\($0 / 10).\($0 % 10)" }

  private static func site() async throws -> Scratch {
    let scratch = try Scratch()
    let lines = shown.enumerated().map { "let v\($0) = \($1)" }.joined(separator: "\n")
    let page = [
      ("{norun}", "let unused = 1"),
      ("", #"let t = slider("T", 2.0, in: 0.5...5.4, step: 0.1)"#),
      ("", computation), ("", effects), ("{#shown}", "\(lines)\nprint(v1, v3)"),
      (
        "{#table values=none}",
        #"Table(columns: ["t", "twice"], rows: [[.number(t), .number(2 * t)]])"#
      ),
      ("{claim}", "t < 3"),
    ]
    try scratch.write(
      "---\nimports: [LessonKit]\n---\n\n# A page\n"
        + page.map { "\n```swift \($0.0)\n\($0.1)\n```\n" }.joined()
        + "\nAt `{swift} t` the entropy is `{swift} entropy(t)`.\n",
      to: "Content/01-page.md"
    )
    let printing = effects + "\n" + shown.map { "print(\($0))" }.joined(separator: "\n")
    // Longer output is abridged.
    let native = stride(from: 0, to: values.count, by: 10).map { start in
      let list = values[start..<min(start + 10, values.count)].joined(separator: ", ")
      return "```swift\nfor t in [\(list)] {\n\(printing)\n}\n```\n"
    }
    try scratch.write(
      "# The same, printed\n\n```swift\n\(computation)\n```\n\n" + native.joined(separator: "\n"),
      to: "Content/02-native.md"
    )
    let run = try await ToolRun.literate(["build"], in: scratch.url)
    try #require(run.ending == .exited(0), "\(run.errors)")
    return scratch
  }

  /// The lines that the cells of a page print.
  private static func printedLines(of page: String, in scratch: Scratch) throws -> [String] {
    let html = String(decoding: try #require(scratch.files(in: "site")[page]), as: UTF8.self)
    return html.matches(of: /<samp>(.*?)<\/samp><\/pre>/.dotMatchesNewlines()).flatMap { match in
      match.output.1.replacing(/<[^>]*>/, with: "").split(separator: "\n").map(String.init)
    }
  }

  private struct Shown: Decodable, Equatable {
    let values: [String]
    let printed: [String]
    let table: [String]
    let isBroken: Bool
  }

  private struct Report: Decodable {
    let built: String
    let first: String
    /// The scripts of the page before a control was touched, and after.
    let before: [String]
    let after: [String]
    let shown: Shown
    let frames: [Shown]
    let reset: Shown
    let state: String
    let number: String
    let reloaded: String
    let console: [String]
  }

  @Test func `a page computes what the build computes, bit for bit, wherever the control is`()
    async throws
  {
    let scratch = try await Self.site()
    defer { scratch.remove() }
    let lines = try Self.printedLines(of: "native.html", in: scratch)
    try #require(lines.count == Self.values.count * Self.shown.count)
    let server = try await FileServer(root: scratch.url.appending(path: "site"))
    defer { server.stop() }
    for address in [
      scratch.url.appending(path: "site/page.html"), server.url.appending(path: "page.html"),
    ] {
      let run = try await ToolRun.program(
        "python3",
        [
          projectRoot.appending(path: "Tests/Browser/explorables.py").path, address.absoluteString,
          "0",
        ] + Self.values,
        in: scratch.url
      )
      try #require(run.ending == .exited(0), "\(run.errors)")
      let report = try JSONDecoder().decode(Report.self, from: Data(run.output.utf8))
      expect(report, lines)
    }
  }

  private func expect(_ report: Report, _ lines: [String]) {
    #expect(report.console.isEmpty, "\(report.console)")
    #expect(report.before == ["literate.js"])
    #expect(report.after.count == 3)
    #expect(report.first == report.built)
    #expect(report.frames.count == Self.values.count)
    for (index, frame) in report.frames.enumerated() {
      let expected = lines.dropFirst(index * Self.shown.count).prefix(Self.shown.count)
      let value = Self.values[index]
      #expect(frame.values == Array(expected), "at \(value)")
      #expect(frame.printed == ["\(frame.values[1]) \(frame.values[3])\n"])
      // The table's first column is a heading.
      #expect(frame.table.first.flatMap(Double.init) == Double(value).map { 2 * $0 })
      #expect(frame.isBroken == (index >= 25), "at \(value)")
    }
    #expect(report.reset == report.shown)
    #expect(report.state == "#t=2.1")
    #expect(report.number == "2.1")
    #expect(report.reloaded == "2.1")
  }

  @Test func `the first frame of each page of the site is the HTML that was built`() async throws {
    let site = try await ProjectSite.shared()
    let folder = site.scratch.url.appending(path: "site")
    let pages = try ProjectSite.pages.filter { page in
      try String(contentsOf: site.url(page), encoding: .utf8).contains("data-program=")
    }
    #expect(pages.count >= 5)
    let server = try await FileServer(root: folder)
    defer { server.stop() }
    let addresses = pages.flatMap {
      [site.url($0).absoluteString, server.url.appending(path: "\($0).html").absoluteString]
    }
    let run = try await ToolRun.program(
      "python3",
      [projectRoot.appending(path: "Tests/Browser/first_frames.py").path] + addresses,
      in: site.scratch.url
    )
    try #require(run.ending == .exited(0), "\(run.errors)")
    struct Report: Decodable {
      let differences: [String: String]
      let console: [String]
    }
    let report = try JSONDecoder().decode(Report.self, from: Data(run.output.utf8))
    #expect(report.differences.count == addresses.count)
    #expect(report.differences.allSatisfy { $0.value.isEmpty }, "\(report.differences)")
    #expect(report.console.isEmpty, "\(report.console)")
  }
}
