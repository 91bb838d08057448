import Basics
import Markdown

/// Writes one line of code as HTML.
struct TypedLine {
  /// A coloured token.
  struct Word {
    let range: Range<Int>
    let cssClass: String
    let declaration: String?

    var isComment: Bool { cssClass == "com" || cssClass == "doc" }
  }

  /// The part of an expression that is in the line.
  struct Mark {
    let range: Range<Int>
    let type: String
  }

  private let bytes: [UInt8]
  private let words: ArraySlice<Word>
  private(set) var html = ""

  /// - Parameters:
  ///   - bytes: the bytes of the whole code.
  ///   - words: the words in the line, in order.
  init(bytes: [UInt8], words: ArraySlice<Word>) {
    self.bytes = bytes
    self.words = words
  }

  /// Writes a part of the line with its marks, outer ones first. A mark that begins inside another and
  /// ends after it is left out.
  mutating func write(_ range: Range<Int>, _ marks: ArraySlice<Mark>) {
    var rest = marks
    var start = range.lowerBound
    while let mark = rest.popFirst() {
      guard mark.range.lowerBound >= start, mark.range.upperBound <= range.upperBound else {
        continue
      }
      writeWords(start..<mark.range.lowerBound)
      let inner = rest.prefix { $0.range.lowerBound < mark.range.upperBound }
      rest = rest.dropFirst(inner.count)
      write(mark, inner)
      start = mark.range.upperBound
    }
    writeWords(start..<range.upperBound)
  }

  private mutating func write(_ mark: Mark, _ inner: ArraySlice<Mark>) {
    if inner.isEmpty, let word = words.first(where: { $0.range == mark.range }) {
      write(word, mark.range, type: mark.type)
    } else {
      html += "<span data-type=\"\(mark.type.escapedHTML)\">"
      write(mark.range, inner)
      html += "</span>"
    }
  }

  private mutating func writeWords(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    var start = range.lowerBound
    for word in words.overlapping(range) {
      let part = word.range.clamped(to: range)
      html += text(start..<part.lowerBound)
      write(word, part, type: word.declaration)
      start = part.upperBound
    }
    html += text(start..<range.upperBound)
  }

  private mutating func write(_ word: Word, _ range: Range<Int>, type: String?) {
    let type = type.map { " data-type=\"\($0.escapedHTML)\"" } ?? ""
    html += "<span class=\"\(word.cssClass)\"\(type)>\(text(range))</span>"
  }

  private func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self).escapedHTML
  }
}

extension RandomAccessCollection where Element == TypedLine.Word, Index == Int {
  /// The words, in order, that overlap a range.
  ///
  /// Complexity: O(log n + m) for n words, m of which are found.
  func overlapping(_ range: Range<Int>) -> SubSequence {
    var (low, high) = (startIndex, endIndex)
    while low < high {
      let middle = (low + high) / 2
      if self[middle].range.upperBound <= range.lowerBound {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return self[low...].prefix { $0.range.lowerBound < range.upperBound }
  }
}
