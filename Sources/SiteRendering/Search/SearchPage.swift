import Caching
import Foundation

/// One page's entry in the search index.
struct SearchPage: Sendable {
  let title: String
  /// The anchor, heading and text of each section, as JSON.
  let sections: Data
  let sectionCount: Int
  /// The words, in sorted order.
  let words: [Word]

  /// A word, and the sections in which it occurs, from 0.
  struct Word: Sendable {
    let text: String
    let sections: [Int]
  }

  /// - Parameters:
  ///   - title: the page's title, as plain text.
  ///   - body: the page's HTML.
  /// - Complexity: O(n) in the length of the HTML, and O(w·log w) in the number of words.
  init(title: String, body: String) {
    var json: [UInt8] = []
    var words: [String: [Int]] = [:]
    let sections = SearchText(body).sections
    for (number, section) in sections.enumerated() {
      if number > 0 { json.append(UInt8(ascii: ",")) }
      for (field, text) in [section.anchor ?? "", section.heading, section.text].enumerated() {
        json.append(field == 0 ? UInt8(ascii: "[") : UInt8(ascii: ","))
        json.append(json: text)
      }
      json.append(UInt8(ascii: "]"))
      // A match in the title leads to the beginning of the page.
      let text = "\(number == 0 ? title : "") \(section.heading) \(section.text)"
      for word in SearchWords.words(in: text) { words[word, default: []].append(number) }
    }
    self.title = title
    self.sections = Data(json)
    sectionCount = sections.count
    self.words = words.sorted { $0.key < $1.key }.map { Word(text: $0, sections: $1) }
  }
}

extension SearchPage: Packable {
  func pack(into packer: inout Packer) {
    packer.append(title, sections, sectionCount, words)
  }

  init(from unpacker: inout Unpacker) throws {
    (title, sections, sectionCount, words) = try unpacker.values()
  }
}

extension SearchPage.Word: Packable {
  func pack(into packer: inout Packer) {
    packer.append(text, sections)
  }

  init(from unpacker: inout Unpacker) throws {
    (text, sections) = try unpacker.values()
  }
}
