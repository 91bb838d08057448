import Foundation
import Lessons

/// What search knows of a site: every section of every page, and in which sections each word stands.
///
/// It is written as a script, since a page that is a file may load scripts, but no data.
struct SearchIndex {
  /// Title and address of each page.
  private let pages: [[String]]
  /// Of each page its sections, encoded.
  private let sections: [Data]
  /// The sections in which a word stands, in their order.
  private let words: [String: [Int]]

  /// Number of the page, anchor, heading and text of a section.
  private struct Entry: Encodable {
    let page: Int
    let section: SearchSection

    func encode(to encoder: any Encoder) throws {
      var fields = encoder.unkeyedContainer()
      try fields.encode(page)
      try fields.encode(section.anchor ?? "")
      try fields.encode(section.heading)
      try fields.encode(section.text)
    }
  }

  /// Complexity: O(n) in the length of the pages' texts, which are encoded at once.
  init(_ pages: [(page: SearchPage, href: String)]) async throws {
    self.pages = pages.map { [$0.page.title, $0.href] }
    sections = try await concurrentMap(pages.enumerated()) { number, page in
      try Self.encoder.encode(page.page.sections.map { Entry(page: number, section: $0.section) })
    }
    var words: [String: [Int]] = [:]
    for (number, section) in pages.flatMap(\.page.sections).enumerated() {
      for word in section.words { words[word, default: []].append(number) }
    }
    self.words = words
  }

  /// The script: it hands the index to whoever waits for it.
  func script() throws -> Data {
    // What stands between the brackets of each page's array.
    let sections = sections.map { $0.dropFirst().dropLast() }.filter { !$0.isEmpty }
    var script = Data("literateIndex = {\"pages\":".utf8)
    script += try Self.encoder.encode(pages)
    script += Data(",\"sections\":[".utf8) + sections.joined(separator: Data(",".utf8))
    script += Data("],\"words\":".utf8) + (try Self.encoder.encode(words)) + Data("};\n".utf8)
    return script
  }

  private static var encoder: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return encoder
  }
}
