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
    var script = Data("literateIndex = {\"pages\":".utf8)
    script.append(try Self.encoder.encode(pages))
    // What stands between the brackets of each page's array.
    script.append(
      contentsOf: Self.list(
        ",\"sections\":[",
        sections.map { $0.dropFirst().dropLast() }.filter { !$0.isEmpty },
        "]"
      )
    )
    // Letters, digits, points and underlines need no escapes.
    let words = words.sorted { $0.key < $1.key }.map { word, places in
      Data("\"\(word)\":[\(places.map(String.init).joined(separator: ","))]".utf8)
    }
    script.append(contentsOf: Self.list(",\"words\":{", words, "}};\n"))
    return script
  }

  private static func list(_ opening: String, _ items: [Data], _ closing: String) -> Data {
    var list = Data(opening.utf8)
    for (index, item) in items.enumerated() {
      if index > 0 { list.append(UInt8(ascii: ",")) }
      list.append(item)
    }
    list.append(contentsOf: closing.utf8)
    return list
  }

  private static var encoder: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return encoder
  }
}
