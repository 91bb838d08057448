private import Diagnostics
import Foundation
import Lessons
private import Markdown
import SwiftReading

/// The code of one unit in its program: the author's text at the lines and columns of the Markdown, with
/// probes between its statements on lines of their own.
struct TangledCode {
  /// The place that the tool's own lines claim: a line after all others, so that none is mistaken for one of
  /// a lesson.
  static let glueFile = "literate"
  static let glueLine = 10_000_000

  let text: String

  /// Text that is inserted between two characters of the author's, neither of which moves.
  private enum Insertion {
    case probe(Probe)
    case opening(String)
    case closing(String)
  }

  /// - Parameters:
  ///   - code: the unit's code.
  ///   - path: the lesson's path, as the compiler should report it.
  ///   - probes: each claims the line `glueLine` + 1 + its identifier.
  ///   - enclosures: text around pieces of the code.
  ///   - omitted: the statements to leave blank.
  /// - Complexity: O(n log n) in the length of the code.
  init(
    _ code: UnitCode,
    path: String,
    probes: [Probe] = [],
    enclosures: [Enclosure] = [],
    omitted: [Range<Int>] = []
  ) {
    guard let first = code.lines.first else {
      text = ""
      return
    }
    var bytes = code.source.bytes
    for range in omitted {
      for index in range where bytes[index] != UInt8(ascii: "\n") { bytes[index] = 0x20 }
    }
    var next = Self.insertions(probes, enclosures)[...]
    var text = Self.location(path, first.start.line)
    for (index, line) in code.lines.enumerated() {
      var start = code.source.lineStarts[index]
      let end = start + line.text.utf8.count
      var column = line.start.column
      text += Self.spaces(column - 1)
      while let (offset, insertion) = next.first, offset <= end {
        next.removeFirst()
        text += String(decoding: bytes[start..<offset], as: UTF8.self)
        column += offset - start
        start = offset
        let resumed = Self.location(path, line.start.line)
        switch insertion {
        case .probe(let probe):
          text += "\n" + Self.location(Self.glueFile, Self.glueLine + 1 + probe.identifier)
          text += probe.code + "\n" + resumed + Self.spaces(column - 1)
          Self.skipSemicolon(&start, &column, &text, bytes[start..<end])
        case .opening(let opening):
          // After the end of the line, where the author has no code.
          text += Self.spaces(end - start + 1) + opening + "\n" + resumed + Self.spaces(column - 1)
        case .closing(let closing):
          text += "\n" + resumed
          let rest = bytes[start..<end].first { $0 != 0x20 }
          if rest == UInt8(ascii: ",") {
            text += Self.spaces(column - 1 - closing.count) + closing
          } else {
            text += Self.spaces(column + end - start) + closing + "\n" + resumed
            text += Self.spaces(column - 1)
            Self.skipSemicolon(&start, &column, &text, bytes[start..<end])
          }
        }
      }
      text += String(decoding: bytes[start..<max(start, end)], as: UTF8.self) + "\n"
    }
    self.text = text
  }

  /// Blanks a semicolon that follows: the line's end already does its job.
  private static func skipSemicolon(
    _ start: inout Int,
    _ column: inout Int,
    _ text: inout String,
    _ rest: ArraySlice<UInt8>
  ) {
    let rest = rest.drop { $0 == 0x20 }
    guard rest.first == UInt8(ascii: ";") else { return }
    let count = rest.startIndex + 1 - start
    text += spaces(count)
    column += count
    start += count
  }

  private static func insertions(
    _ probes: [Probe],
    _ enclosures: [Enclosure]
  ) -> [(offset: Int, insertion: Insertion)] {
    let marks = enclosures.flatMap { enclosure in
      [(offset: enclosure.range.lowerBound, insertion: Insertion.opening(enclosure.opening))]
        + [enclosure.closing].compactMap(\.self).map { closing in
          (offset: enclosure.range.upperBound, insertion: Insertion.closing(closing))
        }
    }
    // The end of an enclosure comes before a probe that follows its statement.
    let all = marks + probes.map { (offset: $0.offset, insertion: Insertion.probe($0)) }
    return all.enumerated()
      .sorted { ($0.element.offset, $0.offset) < ($1.element.offset, $1.offset) }.map(\.element)
  }

  /// The compiler's name for a lesson: its full path, which `#filePath` gives.
  static func path(of lesson: Lesson) -> String { URL(filePath: lesson.file.path).path }

  /// The tool's own code, marked as such.
  static func glue(_ code: String) -> String { location(glueFile, glueLine) + code + "\n" }

  private static func location(_ path: String, _ line: Int) -> String {
    let path = path.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    return "#sourceLocation(file: \"\(path)\", line: \(line))\n"
  }

  private static func spaces(_ count: Int) -> String {
    String(repeating: " ", count: max(0, count))
  }
}
