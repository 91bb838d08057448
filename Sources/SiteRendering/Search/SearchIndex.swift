import Foundation

/// What search knows of a site: every section of every page, and in which sections each word stands.
///
/// It is written as a script, since a page that is a file may load scripts, but no data.
struct SearchIndex {
  private struct Contents: Encodable {
    /// Title and address of each page.
    var pages: [[String]] = []
    /// Number of the page, anchor, heading and text of each section.
    var sections: [Section] = []
    /// The sections in which a word stands, in their order.
    var words: [String: [Int]] = [:]
  }

  private struct Section: Encodable {
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

  private var contents = Contents()

  /// Adds a page behind those that are there.
  ///
  /// Complexity: O(n) in the length of its text.
  mutating func add(title: String, href: String, _ sections: [SearchSection]) {
    for (number, section) in sections.enumerated() {
      // The title leads to the page's beginning.
      let words = SearchWords.words(
        in: "\(number == 0 ? title : "") \(section.heading) \(section.text)"
      )
      for word in words {
        contents.words[word, default: []].append(contents.sections.count)
      }
      contents.sections.append(Section(page: contents.pages.count, section: section))
    }
    contents.pages.append([title, href])
  }

  /// The script: it hands the index to whoever waits for it.
  func script() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return Data("literateIndex = ".utf8) + (try encoder.encode(contents)) + Data(";\n".utf8)
  }
}
