import Execution
import Foundation
import TestSupport
import Testing

/// The numbers on the pages, against PyTorch's.
@Suite struct NumberTests {
  /// Recorded from torch 2.13.0 in float64, with how a page shows them.
  static let references: [(page: String, value: Double, shown: String)] = [
    ("factor-of-four", 0.017903896507551822, "0.0179039"),
    ("factor-of-four", 0.07161558603020729, "0.0716156"),
    ("factor-of-four", 1.418108897753055, "1.41811"),
    ("factor-of-four", 1.3464933117228477, "1.34649"),
    ("kl-is-ce-minus-h", 1.418108897753055, "1.41811"),
    ("kl-is-ce-minus-h", 1.3464933117228477, "1.34649"),
    ("kl-is-ce-minus-h", 0.07161558603020729, "0.0716156"),
    ("kl-is-ce-minus-h", 0.10331945081613698, "0.103319"),
    ("four-reductions", 1.7747519635600157, "1.77475"),
    ("four-reductions", 0.5915839878533385, "0.591584"),
    ("four-reductions", 0.14789599696333464, "0.147896"),
    ("four-reductions", 1.444750947087589, "1.44475"),
    ("four-reductions", 0.31684201640991777, "0.316842"),
  ]

  @Test func `the pages hold PyTorch's numbers, from execution`() async throws {
    let site = try await ProjectSite.shared()
    for (name, value, shown) in Self.references {
      let page = try site.page(name)
      let isNear = page.fullValues.compactMap(Double.init).contains {
        abs($0 - value) <= 4 * value.ulp
      }
      #expect(isNear, "\(name) holds \(value)")
      #expect(page.shownValues.contains(shown), "\(name) shows \(shown)")
    }
    let row = "[0.215128, -0.0270997, -0.0685752, -0.0478375]"
    #expect(try site.page("factor-of-four").contains(row))
    #expect(try site.page("kl-is-ce-minus-h").shownValues.contains(row))
  }

  @Test func `another loss core makes other pages`() async throws {
    let site = try ProjectSite()
    defer { site.remove() }
    try await site.build()
    let before = try site.page("factor-of-four")
    try site.replace(
      "case .batchMean: divisor = input.shape.first ?? 1",
      with: "case .batchMean: divisor = target.shape.first ?? 1",
      in: "Sources/LossCore/Losses/KLDivLoss.swift"
    )
    try await site.build()
    let after = try site.page("factor-of-four")
    #expect(after != before)
    // The call of the thread, input [4] against target [1, 4], now divides by 1.
    let direct = /let<\/span> <span class="id">direct<\/span>.*\n.*?class="short">([^<]*)</
    #expect(before.firstMatch(of: direct)?.output.1 == "0.0179039")
    #expect(after.firstMatch(of: direct)?.output.1 == "0.0716156")
  }

  @Test func `explain says what ran and why, and only what a change concerns runs`() async throws {
    let site = try ProjectSite()
    defer { site.remove() }
    try site.scratch.write("# Apart\n\n```swift\n1 + 1\n```\n", to: "Content/04-apart.md")
    try site.replace("imports: [LossCore]", with: "", in: "Content/literate.yml")
    for name in ["01-factor-of-four", "02-kl-is-ce-minus-h", "03-four-reductions"] {
      let path = "Content/\(name).md"
      let text = try site.scratch.text(of: path)
      let body = text.dropFirst(4).replacing("imports: [LessonKit]\n", with: "")
      try site.scratch.write("---\nimports: [LossCore, LessonKit]\n" + body, to: path)
    }
    func explained() async throws -> [String] {
      let run = try await ToolRun.literate(["build", "--explain"], in: site.scratch.url)
      try #require(run.ending == .exited(0), "\(run.errors)")
      return run.output.split(separator: "\n").dropLast().map(String.init)
    }
    let names = ["factor-of-four", "kl-is-ce-minus-h", "four-reductions", "apart"]
    #expect(try await explained() == names.map { "\($0): ran: it is new" })
    #expect(try await explained() == names.map { "\($0): nothing changed" })

    try site.replace(
      "## The same in Swift",
      with: "A word.\n\n## The same",
      in: "Content/01-factor-of-four.md"
    )
    #expect(try await explained() == names.map { "\($0): nothing changed" })

    try site.replace(
      "```swift\n1 + 1",
      with: "```swift {values=none}\n1 + 1",
      in: "Content/04-apart.md"
    )
    #expect(try await explained() == names.map { "\($0): nothing changed" })

    try site.replace("1 + 1", with: "1 + 2", in: "Content/04-apart.md")
    #expect(try await explained().last == "apart: ran: its code changed")

    try site.replace(
      "case .batchMean: divisor = input.shape.first ?? 1",
      with: "case .batchMean: divisor = target.shape.first ?? 1",
      in: "Sources/LossCore/Losses/KLDivLoss.swift"
    )
    #expect(
      try await explained()
        == names.dropLast().map { "\($0): ran: the module LossCore changed" }
        + ["apart: nothing changed"]
    )
  }

  @Test func `a declaration of the package stands on the page as it stands in the code`()
    async throws
  {
    let site = try ProjectSite()
    defer { site.remove() }
    let path = "Sources/LossCore/Losses/Reduction.swift"
    func lesson(_ symbol: String) -> String {
      "# Source\n\n```swift {source=\"\(path)\" symbol=\"\(symbol)\"}\n```\n"
    }
    try site.scratch.write(lesson("Reduction"), to: "Content/04-source.md")
    try await site.build()
    let page = try site.page("source")
    let shown = page.matches(of: /<code>(.*?)\n<\/code>/).map {
      $0.output.1.replacing(/<[^>]*>/, with: "").replacing("&quot;", with: "\"")
        .replacing("&#39;", with: "'").replacing("&lt;", with: "<").replacing("&gt;", with: ">")
        .replacing("&amp;", with: "&")
    }.joined(separator: "\n")
    #expect(shown.hasPrefix("/// "))
    #expect(shown.contains("public enum Reduction"))
    #expect(shown.hasSuffix("}"))
    #expect(try site.scratch.text(of: path).contains(shown))

    try site.scratch.write(lesson("Redaction"), to: "Content/04-source.md")
    let run = try await ToolRun.literate(["build"], in: site.scratch.url)
    #expect(run.ending == .exited(1))
    #expect(
      run.errors.hasPrefix(
        "Content/04-source.md:3:1: error: \(path) declares no 'Redaction'; "
          + "did you mean 'Reduction'?"
      )
    )
  }

  @Test func `a source that is renamed leaves nothing behind`() async throws {
    let site = try ProjectSite()
    defer { site.remove() }
    try await site.build()
    let losses = site.scratch.url.appending(path: "Sources/LossCore/Losses")
    try FileManager.default.moveItem(
      at: losses.appending(path: "KLDivLoss.swift"),
      to: losses.appending(path: "RenamedLoss.swift")
    )
    try await site.build("--no-cache")
    #expect(try site.page("factor-of-four").shownValues.contains("0.0179039"))
  }

  @Test func `two clones, with one job and with two, give the same bytes`() async throws {
    let sites = (try await ProjectSite.shared(), try ProjectSite())
    defer { sites.1.remove() }
    let output = sites.0.scratch.url.appending(path: "one-job").path
    try? FileManager.default.removeItem(atPath: output)
    try await sites.0.build("--no-cache", "--jobs", "1", "--output", output)
    try await sites.1.build("--jobs", "2")
    let files = (try sites.0.scratch.files(in: "one-job"), try sites.1.scratch.files(in: "site"))
    #expect(files.0.keys.contains("factor-of-four.html"))
    #expect(files.0 == files.1)
    #expect(files.0.values.allSatisfy { $0.range(of: Data(sites.0.scratch.url.path.utf8)) == nil })
  }
}
