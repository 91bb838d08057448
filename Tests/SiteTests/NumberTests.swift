import Execution
import Foundation
import TestSupport
import Testing

/// What numbers depend on: the loss core, and the lesson's own code.
@Suite struct NumberTests {
  /// The call of the thread, input [4] against target [1, 4].
  private static let thread = """
    ```swift
    let p = try softmax(Tensor([[0.7, 0.1, 0.1, 0.1]]))
    let logQ = try logSoftmax(Tensor([0.1, 0.2, 0.4, 0.3]))
    let direct = try klDivLoss(logQ, target: p, reduction: .batchMean)
    ```

    """

  /// A copy of the project with a short lesson in place of its own.
  private func siteOfThread() throws -> ProjectSite {
    let site = try ProjectSite(optimizes: false)
    try site.replaceLessons(with: ["01-thread": Self.thread])
    return site
  }

  /// Makes `batchmean` divide by the target's first size, which is 1 in the thread's call.
  private func divideByTarget(in site: ProjectSite) throws {
    try site.replace(
      "case .batchMean: divisor = input.shape.first ?? 1",
      with: "case .batchMean: divisor = target.shape.first ?? 1",
      in: "Sources/LossCore/Losses/KLDivLoss.swift"
    )
  }

  @Test func `another loss core makes other pages`() async throws {
    let site = try siteOfThread()
    defer { site.remove() }
    try await site.build()
    #expect(try site.page("thread").shownValues.contains("0.0179039"))
    try divideByTarget(in: site)
    try await site.build()
    #expect(try !site.page("thread").shownValues.contains("0.0179039"))
    #expect(try site.page("thread").shownValues.contains("0.0716156"))
  }

  @Test func `explain says what ran and why, and only what a change concerns runs`() async throws {
    let site = try ProjectSite(optimizes: false)
    defer { site.remove() }
    let head = "---\nimports: [LossCore]\n---\n"
    try site.replaceLessons(with: [
      "01-thread": head + Self.thread,
      "02-uniform": head + "```swift\ntry entropy(Tensor([0.5, 0.5]))\n```\n",
      "03-apart": "# Apart\n\n```swift\n1 + 1\n```\n",
    ])
    try site.replace("imports: [LossCore]", with: "", in: "Content/literate.yml")
    func explained() async throws -> [String] {
      let run = try await ToolRun.literate(["build", "--explain"], in: site.scratch.url)
      try #require(run.ending == .exited(0), "\(run.errors)")
      return run.output.split(separator: "\n").dropLast().map(String.init)
    }
    let names = ["thread", "uniform", "apart"]
    let how = " (Swift 6, nonisolated)"
    #expect(try await explained() == names.map { "\($0): ran: it is new\(how)" })
    #expect(try await explained() == names.map { "\($0): nothing changed" })

    try site.replace("# Apart", with: "# Apart\n\nA word.", in: "Content/03-apart.md")
    #expect(try await explained() == names.map { "\($0): nothing changed" })

    let path = "Content/03-apart.md"
    try site.replace("```swift\n1 + 1", with: "```swift {values=none}\n1 + 1", in: path)
    #expect(try await explained() == names.map { "\($0): nothing changed" })

    try site.replace("1 + 1", with: "1 + 2", in: path)
    #expect(try await explained().last == "apart: ran: its code changed\(how)")

    try divideByTarget(in: site)
    #expect(
      try await explained()
        == names.dropLast().map { "\($0): ran: the module LossCore changed\(how)" }
        + ["apart: nothing changed"]
    )
  }

  @Test func `a declaration of the package is on the page as it is in the code`()
    async throws
  {
    let site = try ProjectSite(optimizes: false)
    defer { site.remove() }
    let path = "Sources/LossCore/Losses/Reduction.swift"
    func lesson(_ symbol: String) -> String {
      "# Source\n\n```swift {source=\"\(path)\" symbol=\"\(symbol)\"}\n```\n"
    }
    try site.replaceLessons(with: ["01-source": lesson("Reduction")])
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

    try site.replaceLessons(with: ["01-source": lesson("Redaction")])
    let run = try await ToolRun.literate(["build"], in: site.scratch.url)
    #expect(run.ending == .exited(1))
    #expect(
      run.errors.hasPrefix(
        "Content/01-source.md:3:1: error: \(path) declares no 'Redaction'; "
          + "did you mean 'Reduction'?"
      )
    )
  }

  @Test func `a source that is renamed leaves nothing behind`() async throws {
    let site = try siteOfThread()
    defer { site.remove() }
    try await site.build()
    let losses = site.scratch.url.appending(path: "Sources/LossCore/Losses")
    try FileManager.default.moveItem(
      at: losses.appending(path: "KLDivLoss.swift"),
      to: losses.appending(path: "RenamedLoss.swift")
    )
    try await site.build("--no-cache")
    #expect(try site.page("thread").shownValues.contains("0.0179039"))
  }

  @Test func `two clones, with one job and with two, give the same bytes`() async throws {
    let sites = (try await ProjectSite.shared(), try ProjectSite())
    defer { sites.1.remove() }
    try await sites.1.build("--jobs", "1")
    let files = (try sites.0.scratch.files(in: "site"), try sites.1.scratch.files(in: "site"))
    #expect(files.0.keys.contains("factor-of-four.html"))
    #expect(files.0 == files.1)
    for (site, files) in [(sites.0, files.0), (sites.1, files.1)] {
      #expect(files.values.allSatisfy { $0.range(of: Data(site.scratch.url.path.utf8)) == nil })
    }
  }
}
