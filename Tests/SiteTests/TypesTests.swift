import Execution
import Foundation
import TestSupport
import Testing

/// What pages tell of the types in their code, in a browser.
@Suite struct TypesTests {
  @Test func `an expression shows its type to pointer and finger`()
    async throws
  {
    let site = try await ProjectSite.shared()
    let run = try await ToolRun.program(
      "python3",
      [
        projectRoot.appending(path: "Tests/Browser/types.py").path,
        site.scratch.url.appending(path: "site/").absoluteString, "kl-is-ce-minus-h.html",
      ] + ProjectSite.pages.map { "\($0).html" },
      in: site.scratch.url
    )
    try #require(run.ending == .exited(0), "\(run.errors)")
    let report = try JSONDecoder().decode(Report.self, from: Data(run.output.utf8))
    // What the language services told before the program ran, and its values while it ran.
    for (page, lines) in report.lines {
      for line in lines { #expect(line.told == line.had, "\(page): \(line.code)") }
    }
    #expect(report.lines.values.reduce(0) { $0 + $1.count } > 200)
    // Of pieces in pieces the innermost alone.
    #expect(report.operation == "Tensor<Double>")
    #expect(report.atOperator == ["\"\(report.operation)\""])
    #expect(report.atName == ["\"\(report.name)\""])
    #expect(report.tapped == report.atOperator)
  }

  /// What `types.py` tells.
  private struct Report: Decodable {
    struct Line: Decodable {
      let code: String
      let told: String
      let had: String
    }

    let lines: [String: [Line]]
    let operation: String
    let name: String
    let atOperator: [String]
    let atName: [String]
    let tapped: [String]

    enum CodingKeys: String, CodingKey {
      case lines, operation, name, tapped
      case atOperator = "at the operator"
      case atName = "at the name"
    }
  }
}
