/// A replacement of whole lines of a file.
package struct LineEdit: Sendable, Equatable {
  /// The first line to replace, from 1; if `count` is 0, the line before which new ones are inserted.
  let line: Int
  let count: Int
  let replacement: [String]

  /// Applies edits that do not overlap to a text. Lines that stay keep their line endings; new ones
  /// take that of the line before them.
  ///
  /// Complexity: O(n) in the length of the text, times the number of edits.
  package static func apply(_ edits: [LineEdit], to text: String) -> String {
    var lines = EndedLine.lines(of: text)
    // An insertion goes before an edit of the same line.
    for edit in edits.sorted(by: { ($0.line, $0.count) > ($1.line, $1.count) }) {
      let start = min(edit.line - 1, lines.count)
      let range = start..<min(start + edit.count, lines.count)
      let before = start > 0 ? lines[start - 1].end : ""
      let end = before.isEmpty ? "\n" : before
      let ends = lines[range].map(\.end)
      let new = edit.replacement.enumerated().map { index, text in
        EndedLine(text: text, end: index < ends.count ? ends[index] : end)
      }
      lines.replaceSubrange(range, with: new)
      // A line that is no longer the last one needs a line ending.
      for index in lines.indices.dropLast() where lines[index].end.isEmpty {
        lines[index].end = end
      }
    }
    return lines.map { $0.text + $0.end }.joined()
  }
}

/// A line and its line ending.
private struct EndedLine {
  var text: String
  var end: String

  static func lines(of text: String) -> [EndedLine] {
    var lines: [EndedLine] = []
    var rest = text.utf8[...]
    while let lineFeed = rest.firstIndex(of: UInt8(ascii: "\n")) {
      let line = rest[..<lineFeed]
      let isCRLF = line.last == UInt8(ascii: "\r")
      lines.append(
        EndedLine(
          text: String(decoding: isCRLF ? line.dropLast() : line, as: UTF8.self),
          end: isCRLF ? "\r\n" : "\n"
        )
      )
      rest = rest[rest.index(after: lineFeed)...]
    }
    if !rest.isEmpty {
      lines.append(EndedLine(text: String(decoding: rest, as: UTF8.self), end: ""))
    }
    return lines
  }
}
