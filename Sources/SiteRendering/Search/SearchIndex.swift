import Foundation

/// The search index of a site: every section of every page, and the sections in which each word occurs.
///
/// It is written as a script, since a page opened as a file may load scripts, but not data:
/// `literateIndex = {"pages":[[title, address, [[anchor, heading, text], …]], …], "words":{word:
/// [section, …], …}}`, where sections are numbered from 0 across all pages.
struct SearchIndex {
  let script: Data

  /// - Complexity: O(n) in the length of the pages' texts, and O(w·log w) in the number of words.
  init(_ pages: [(page: SearchPage, href: String)]) {
    var script = Array("literateIndex = {\"pages\":[".utf8)
    // The sections of each word, as they are written.
    var words: [String: [UInt8]] = [:]
    var sectionCount = 0
    for (index, (page, href)) in pages.enumerated() {
      script += Array(index == 0 ? "[".utf8 : ",[".utf8)
      script.append(json: page.title)
      script.append(UInt8(ascii: ","))
      script.append(json: href)
      script += Array(",[".utf8)
      script += page.sections
      script += Array("]]".utf8)
      for word in page.words {
        Self.add(word.sections, from: sectionCount, to: &words[word.text, default: []])
      }
      sectionCount += page.sectionCount
    }
    script += Array("],\"words\":{".utf8)
    for (index, (word, sections)) in words.sorted(by: { $0.key < $1.key }).enumerated() {
      if index > 0 { script.append(UInt8(ascii: ",")) }
      script.append(json: word)
      script += Array(":[".utf8)
      script += sections
      script.append(UInt8(ascii: "]"))
    }
    script += Array("}};\n".utf8)
    self.script = Data(script)
  }

  private static func add(_ sections: [Int], from first: Int, to list: inout [UInt8]) {
    for section in sections {
      if !list.isEmpty { list.append(UInt8(ascii: ",")) }
      list.append(json: first + section)
    }
  }
}
