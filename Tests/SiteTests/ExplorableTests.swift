import Execution
import Foundation
import TestSupport
import Testing

/// Pages that compute again what follows a control, in a browser, beside the same code compiled for this machine.
@Suite struct ExplorableTests {
  /// Computations whose bits depend on how a number is rounded, written and summed.
  private static let computation = """
    struct Part { var share: Double; var rank: Int }
    func shares(_ t: Double) -> [Double] {
      let powers = [1.0, 2.0, 3.5].map { x in (1...12).reduce(1.0) { sum, n in 1 + sum * x / (t * Double(13 - n)) } }
      let sum = powers.reduce(0, +)
      return powers.map { $0 / sum }
    }
    func entropy(_ t: Double) -> Double {
      shares(t).reduce(0) { $0 + $1 * (1 - $1).squareRoot() }
    }
    """
  /// What the page shows, as the program prints it.
  private static let shown = [
    "shares(t)", "entropy(t)", "Part(share: t / 3, rank: Int(t))", "Float(t) / 7",
    "stride(from: 0, to: t, by: 0.7).map { $0 * 1e21 }", "t.truncatingRemainder(dividingBy: 0.3)",
    "(t * 10).rounded()", "[t > 2, t < 3]", #""\(t) of \(entropy(t))""#,
  ]
  private static let values = (5..<55).map { "\($0 / 10).\($0 % 10)" }

  private static func site() async throws -> Scratch {
    let scratch = try Scratch()
    let lines = shown.enumerated().map { "let v\($0) = \($1)" }.joined(separator: "\n")
    try scratch.write(
      """
      ---
      imports: [LessonKit]
      ---

      # A page

      ```swift {norun}
      let unused = 1
      ```

      ```swift
      let t = slider("T", 2.0, in: 0.5...5.4, step: 0.1)
      ```

      At `{swift} t`, the entropy is `{swift} entropy(t)`.

      ```swift
      \(computation)
      ```

      ```swift
      \(lines)
      print(v1, v3)
      ```

      ```swift {claim}
      entropy(t) < 2
      ```
      """,
      to: "Content/01-page.md"
    )
    let printing = shown.map { "print(\($0))" }.joined(separator: "\n  ")
    // Longer output is abridged.
    let cells = stride(from: 0, to: values.count, by: 10).map { start in
      let list = values[start..<min(start + 10, values.count)].joined(separator: ", ")
      return "```swift\nfor t in [\(list)] {\n  \(printing)\n}\n```\n"
    }
    try scratch.write(
      "# The same, printed\n\n```swift\n\(computation)\n```\n\n" + cells.joined(separator: "\n"),
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
      match.output.1.replacing(/<[^>]*>/, with: "").split(separator: "\n").map {
        String($0).replacing("&quot;", with: "\"")
      }
    }
  }

  private struct Report: Decodable {
    let built: String
    let first: String
    /// What the page had loaded before a control was touched.
    let before: [String]
    let frames: [[String]]
    let reset: [String]
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
    let run = try await ToolRun.program(
      "python3",
      [
        projectRoot.appending(path: "Tests/Browser/explorables.py").path,
        scratch.url.appending(path: "site/page.html").absoluteString, "0",
      ] + Self.values,
      in: scratch.url
    )
    try #require(run.ending == .exited(0), "\(run.errors)")
    let report = try JSONDecoder().decode(Report.self, from: Data(run.output.utf8))
    #expect(report.console.isEmpty, "\(report.console)")
    #expect(!report.before.contains { $0.contains("explorable") || $0.hasPrefix("page-") })
    #expect(report.first == report.built)
    let lines = try Self.printedLines(of: "native.html", in: scratch)
    try #require(lines.count == Self.values.count * Self.shown.count)
    #expect(report.frames.count == Self.values.count)
    for (index, frame) in report.frames.enumerated() {
      let expected = lines.dropFirst(index * Self.shown.count).prefix(Self.shown.count)
      for line in expected {
        let isShown = frame.contains(line) || frame.contains("\"\(line)\"")
        #expect(isShown, "at \(Self.values[index]): \(line) is not among \(frame)")
      }
    }
    #expect(Set(report.frames).count == Self.values.count)
    #expect(report.state == "#t=2.1")
    #expect(report.number == "2.1")
    #expect(report.reloaded == "2.1")
  }
}
