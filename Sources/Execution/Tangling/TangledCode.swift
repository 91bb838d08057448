private import Diagnostics
import Lessons
private import Markdown
import SwiftReading

/// The code of one unit as its program holds it: the author's text in the lines and columns of the
/// Markdown, and probes between its statements in lines of their own.
struct TangledCode {
  /// What the lines that are not the author's claim to be: a line behind all others, so that none is
  /// taken for one of a lesson.
  static let glueFile = "literate"
  static let glueLine = 10_000_000

  let text: String

  /// - Parameters:
  ///   - code: the unit's.
  ///   - path: of the lesson, as the compiler is to name it.
  ///   - probes: in the order of their places; each claims the line behind `glueLine` that its
  ///     identifier counts.
  ///   - omitted: the statements that are left blank.
  init(_ code: UnitCode, path: String, probes: [Probe], omitted: [Range<Int>] = []) {
    guard let first = code.lines.first else {
      text = ""
      return
    }
    var bytes = code.source.bytes
    for range in omitted {
      for index in range where bytes[index] != UInt8(ascii: "\n") { bytes[index] = 0x20 }
    }
    var text = Self.location(path, first.start.line)
    var next = probes[...]
    for (index, line) in code.lines.enumerated() {
      var start = code.source.lineStarts[index]
      let end = start + line.text.utf8.count
      var column = line.start.column
      text += Self.spaces(column - 1)
      while let probe = next.first, probe.offset <= end {
        next.removeFirst()
        text += String(decoding: bytes[start..<probe.offset], as: UTF8.self) + "\n"
        text += Self.location(Self.glueFile, Self.glueLine + 1 + probe.identifier) + probe.code + "\n"
        text += Self.location(path, line.start.line)
        column += probe.offset - start
        text += Self.spaces(column - 1)
        start = probe.offset
        // The line's end has done what a semicolon here would do.
        let rest = bytes[start..<end].drop { $0 == 0x20 }
        if rest.first == UInt8(ascii: ";") {
          text += Self.spaces(rest.startIndex + 1 - start)
          column += rest.startIndex + 1 - start
          start = rest.startIndex + 1
        }
      }
      text += String(decoding: bytes[start..<max(start, end)], as: UTF8.self) + "\n"
    }
    self.text = text
  }

  /// Code of the tool's own.
  static func glue(_ code: String) -> String { location(glueFile, glueLine) + code + "\n" }

  private static func location(_ path: String, _ line: Int) -> String {
    let path = path.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    return "#sourceLocation(file: \"\(path)\", line: \(line))\n"
  }

  private static func spaces(_ count: Int) -> String {
    String(repeating: " ", count: max(0, count))
  }
}
