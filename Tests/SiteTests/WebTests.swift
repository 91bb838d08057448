import Execution
import Foundation
import TestSupport
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// What a site tells search engines, feed readers and those who show a link to it.
@Suite struct WebTests {
  private let scratch: Scratch

  init() throws {
    scratch = try Scratch()
    try scratch.write("---\ndate: 2026-01-02\n---\n# Old & \\<first>\n", to: "Content/01-old.md")
    try scratch.write(
      "---\ntitle: New\ndescription: It is \"new\" & good.\ndate: 2026-11-20\n---\n",
      to: "Content/02-new.md"
    )
    try scratch.write("# Undated\n", to: "Content/03-undated.md")
  }

  private func build(_ configuration: String) async throws -> [String: String] {
    try scratch.write(configuration, to: "Content/literate.yml")
    let run = try await ToolRun.literate(["build"], in: scratch.url)
    try #require(run.ending == .exited(0), "\(run.errors)")
    return try scratch.files(in: "site").mapValues { String(decoding: $0, as: UTF8.self) }
  }

  @Test func `the sitemap has every page, and the day of those that have one`() async throws {
    defer { scratch.remove() }
    let files = try await build("title: Three\nbaseURL: https://example.org/three/\n")
    let map = try XMLText(#require(files["sitemap.xml"]))
    #expect(
      map.texts(of: "loc")
        == ["", "old.html", "new.html", "undated.html"].map { "https://example.org/three/\($0)" }
    )
    // A page without a day has none of another's.
    #expect(map.texts(of: "lastmod") == ["2026-01-02", "2026-11-20"])
  }

  @Test func `the feed has the dated lessons, the newest first`() async throws {
    defer { scratch.remove() }
    let files = try await build("title: Three\nbaseURL: https://example.org/three\n")
    let feed = try XMLText(#require(files["feed.atom"]))
    #expect(feed.texts(of: "title") == ["Three", "New", "Old & <first>"])
    #expect(
      feed.texts(of: "updated")
        == ["2026-11-20T00:00:00Z", "2026-11-20T00:00:00Z", "2026-01-02T00:00:00Z"]
    )
    #expect(feed.texts(of: "summary") == ["It is \"new\" & good."])
  }

  @Test func `a page says where it is, and its card is there`() async throws {
    defer { scratch.remove() }
    let files = try await build("title: Three\nbaseURL: https://example.org/three\n")
    for (name, title) in [("index", "Three"), ("old", "Old &amp; &lt;first&gt;"), ("new", "New")] {
      let page = try #require(files["\(name).html"])
      let address = "https://example.org/three/" + (name == "index" ? "" : "\(name).html")
      #expect(page.contains("<link rel=\"canonical\" href=\"\(address)\">"))
      #expect(page.contains("<meta property=\"og:url\" content=\"\(address)\">"))
      #expect(page.contains("<meta property=\"og:title\" content=\"\(title)\">"))
      let card = "assets/cards/\(name).svg"
      #expect(
        page.contains("<meta property=\"og:image\" content=\"https://example.org/three/\(card)\">")
      )
      let drawing = try XMLText(#require(files[card]))
      #expect(drawing.texts(of: "text").last == "Three")
    }
    // It stands in for addresses in any folder.
    let missing = try #require(files["404.html"])
    #expect(missing.contains("href=\"/three/assets/literate.css\""))
    #expect(!missing.contains("rel=\"canonical\""))
  }

  @Test func `a site that does not know its address names none`() async throws {
    defer { scratch.remove() }
    let files = try await build("title: Three\n")
    #expect(files["sitemap.xml"] == nil && files["feed.atom"] == nil)
    #expect(!files.keys.contains { $0.hasPrefix("assets/cards/") })
    for (name, page) in files where name.hasSuffix(".html") {
      #expect(!page.contains("og:url") && !page.contains("og:image"), "\(name)")
    }
  }
}

/// The texts in the elements of some XML, which must be well-formed.
private final class XMLText: NSObject, XMLParserDelegate {
  private var elements: [(name: String, text: String)] = []
  private var open: [Int] = []

  init(_ text: String) throws {
    super.init()
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = self
    try #require(parser.parse(), "\(parser.parserError.map { "\($0)" } ?? text)")
  }

  /// In the order of the elements.
  func texts(of name: String) -> [String] {
    elements.filter { $0.name == name }.map(\.text)
  }

  func parser(
    _ parser: XMLParser,
    didStartElement name: String,
    namespaceURI: String?,
    qualifiedName: String?,
    attributes: [String: String]
  ) {
    open.append(elements.count)
    elements.append((name, ""))
  }

  func parser(_ parser: XMLParser, foundCharacters text: String) {
    if let element = open.last { elements[element].text += text }
  }

  func parser(
    _ parser: XMLParser,
    didEndElement name: String,
    namespaceURI: String?,
    qualifiedName: String?
  ) {
    open.removeLast()
  }
}
