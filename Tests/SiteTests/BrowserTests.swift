import Foundation
import TestSupport
import Testing

/// The pages in a real browser.
@Suite struct BrowserTests {
  @Test
  func `pages load from files and over HTTP, without a word on the console or a foreign request`()
    async throws
  {
    let site = try await ProjectSite.shared()
    let browser = try Browser()
    defer { browser.close() }
    for (index, page) in try ProjectSite.pages.enumerated() {
      // What a page loads in the dark is the theme's, and the same for all.
      for prefersDark in index < 2 ? [false, true] : [false] {
        let visit = try await browser.visit(site.url(page), prefersDark: prefersDark)
        #expect(visit.console.isEmpty, "\(page): \(visit.console)")
        #expect(visit.requests.isEmpty, "\(page): \(visit.requests)")
        #expect(visit.html.contains("</main>"))
      }
    }
    let server = try await FileServer(root: site.scratch.url.appending(path: "site"))
    defer { server.stop() }
    for page in try ProjectSite.pages {
      let visit = try await browser.visit(server.url.appending(path: "\(page).html"))
      #expect(visit.console.isEmpty, "\(page): \(visit.console)")
      #expect(visit.requests.contains { $0.hasSuffix("/assets/literate.css") })
      let foreign = visit.requests.filter { !$0.hasPrefix(server.url.absoluteString) }
      #expect(foreign.isEmpty, "\(page): \(foreign)")
    }
  }

  @Test func `pages read without scripts`() async throws {
    let site = try await ProjectSite.shared()
    let browser = try Browser()
    defer { browser.close() }
    let lesson = try await browser.textWithoutScripts(of: site.url("factor-of-four"))
    for text in ["0.0716156", "0.0179039", "[[0.215128, -0.0270997, -0.0685752, -0.0478375]]"] {
      #expect(lesson.contains(text))
    }
    #expect(lesson.contains("The same in Swift"))
    let index = try await browser.textWithoutScripts(of: site.url("index"))
    #expect(index.contains("Four reductions, four divisors"))
  }

  @Test func `the cheat sheet is one sheet of paper`() async throws {
    let site = try await ProjectSite.shared()
    let browser = try Browser()
    defer { browser.close() }
    let text = try await browser.textWithoutScripts(of: site.url("cheat-sheet"))
    #expect(text.contains("Before you trust the number"))
    // Each page ends in a form feed.
    #expect(text.count { $0 == "\u{0C}" } == 1)
  }

  @Test func `a request to another host would be seen`() async throws {
    let scratch = try Scratch()
    let browser = try Browser()
    defer {
      scratch.remove()
      browser.close()
    }
    try scratch.write(
      "<img src=\"http://127.0.0.1:9/x.png\"><script>console.error('seen')</script>",
      to: "x.html"
    )
    let visit = try await browser.visit(scratch.url.appending(path: "x.html"))
    #expect(visit.requests == ["http://127.0.0.1:9/x.png"])
    #expect(visit.console.contains { $0.contains("seen") })
  }
}
