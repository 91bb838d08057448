import Execution
import Foundation
import TestSupport
import Testing

/// Search, as a reader uses it in a browser.
@Suite struct SearchTests {
  @Test func `search finds text and values from files, by keyboard and by button`() async throws {
    let site = try await ProjectSite.shared()
    let report = try await report(of: "batchmean 0.0179", on: site)
    #expect(!report.isLoadedBefore)
    #expect(report.opensByKey && report.closesByKey && report.opensByButton)
    #expect(report.chosen == [0, 1, 2, 1])
    #expect(report.results.contains { $0.href.hasPrefix("factor-of-four.html") })
    for result in report.results {
      // What a section was found for is seen in it.
      #expect(!result.marked.isEmpty, "\(result.href): \(result.context)")
      #expect(result.marked.allSatisfy { ["batchmean", "0.0179"].contains($0) })
      #expect(!result.title.isEmpty && !result.context.isEmpty)
    }
    #expect(report.destination.hasSuffix("/" + (report.results.first?.href ?? "")))
    #expect(report.console.isEmpty, "\(report.console)")
  }

  @Test func `a word of one section leads to that section`() async throws {
    let site = try await ProjectSite.shared()
    let report = try await report(of: "vinyals", on: site)
    #expect(report.results.map(\.href) == ["distillation.html#sources"])
  }

  private func report(of query: String, on site: ProjectSite) async throws -> Report {
    let script = projectRoot.appending(path: "Tests/Browser/search.py").path
    let run = try await ToolRun.program(
      "python3",
      [script, site.url("index").absoluteString, query],
      in: site.scratch.url
    )
    try #require(run.ending == .exited(0), "\(run.errors)")
    return try JSONDecoder().decode(Report.self, from: Data(run.output.utf8))
  }

  @Test func `the scripts of a site are small`() async throws {
    let site = try await ProjectSite.shared()
    let files = try site.scratch.files(in: "site/assets")
    let search = try #require(files["search.js"]).count
    #expect(search <= 4096)
    #expect(search + (files["literate.js"]?.count ?? 0) <= 10_240)
  }
}

/// What `search.py` tells.
private struct Report: Decodable {
  struct Result: Decodable {
    let title: String
    let context: String
    let marked: [String]
    let href: String
  }

  let isLoadedBefore: Bool
  let opensByKey: Bool
  let closesByKey: Bool
  let opensByButton: Bool
  let chosen: [Int]
  let results: [Result]
  let destination: String
  let console: [String]

  enum CodingKeys: String, CodingKey {
    case chosen, results, console
    case isLoadedBefore = "loaded before it opens"
    case opensByKey = "opens by key"
    case closesByKey = "closes by key"
    case opensByButton = "opens by button"
    case destination = "enter leads to"
  }
}
