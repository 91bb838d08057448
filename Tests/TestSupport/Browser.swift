package import Foundation

/// Headless Chromium, started anew for each page.
package struct Browser: Sendable {
  /// What a page was when it had loaded.
  package struct Visit: Sendable {
    /// The page's HTML, after its scripts have run.
    package let html: String
    /// What is on the console, errors of the network included.
    package let console: [String]
    /// The addresses that were asked for, other than Chromium's own.
    package let requests: [String]
  }

  private let scratch: Scratch

  package init() throws {
    scratch = try Scratch()
  }

  package func close() { scratch.remove() }

  /// Loads a page and looks at it, as a reader whose system is light or dark.
  package func visit(_ page: URL, prefersDark: Bool = false) async throws -> Visit {
    let log = scratch.url.appending(path: "net-\(UUID().uuidString).json")
    let run = try await chromium(
      [
        "--dump-dom", "--enable-logging=stderr", "--log-net-log=\(log.path)",
        "--blink-settings=preferredColorScheme=\(prefersDark ? 0 : 1)", page.absoluteString,
      ])
    let console = run.errors.split(separator: "\n").filter { $0.contains(":CONSOLE") }
    return Visit(
      html: run.output,
      console: console.map(String.init),
      requests: try Self.requests(in: log)
    )
  }

  /// The text of a page as a reader sees it on paper, with scripts switched off.
  package func textWithoutScripts(of page: URL) async throws -> String {
    let file = scratch.url.appending(path: "page-\(UUID().uuidString).pdf")
    let arguments = [
      "--no-pdf-header-footer", "--print-to-pdf=\(file.path)", page.absoluteString,
    ]
    let preferences = #"{"profile":{"default_content_setting_values":{"javascript":2}}}"#
    _ = try await chromium(arguments, preferences: preferences)
    return try await ToolRun.program(
      "pdftotext",
      ["-layout", file.path, "-"],
      in: scratch.url
    ).output
  }

  private func chromium(
    _ arguments: [String],
    preferences: String = "{}"
  ) async throws -> ToolRun {
    let name = "profile-\(UUID().uuidString)"
    try scratch.write(preferences, to: "\(name)/Default/Preferences")
    let profile = scratch.url.appending(path: name)
    return try await ToolRun.program(
      "chromium",
      [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
        "--disable-component-update",
        // What the browser asks for itself is not the page's: hints, and what a field may be for.
        "--disable-features=OptimizationGuideModelDownloading,OptimizationHints,"
          + "AutofillServerCommunication",
        "--no-first-run",
        "--user-data-dir=\(profile.path)",
      ] + arguments,
      in: scratch.url
    )
  }

  /// The addresses in a log of Chromium's network, without those that the browser asks for itself.
  private static func requests(in log: URL) throws -> [String] {
    let text = try String(contentsOf: log, encoding: .utf8)
    let addresses = text.matches(of: /"url":"([^"]+)"/).map { String($0.output.1) }
    let services = [
      "chrome", "devtools", "data:", "about:", "http://clients2.google.com/time/",
      "http://update.googleapis.com/service/update2", "https://accounts.google.com/ListAccounts",
      "https://update.googleapis.com/service/update2", "https://redirector.gvt1.com/edgedl/",
      "https://optimizationguide-pa.googleapis.com/",
    ]
    return Set(addresses.filter { address in !services.contains { address.hasPrefix($0) } })
      .sorted()
  }
}
