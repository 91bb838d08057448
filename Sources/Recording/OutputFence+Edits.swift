import Diagnostics
import Lessons
import Markdown
import Weaving

extension OutputFence {
  /// The edits that replace the fence's lines; identical lines stay untouched.
  func edits(toHold lines: [String], in lesson: Lesson) -> [LineEdit] {
    let old = block.lines.map(\.text)
    guard !old.elementsEqual(lines, by: isIdentical) else { return [] }
    let prefix = LinePrefix(of: lesson.file.line(openingLine), keeping: lesson.containerMarks)
    let common = zip(old, lines).prefix(while: isIdentical).count
    let shorter = min(old.count, lines.count) - common
    let tail = zip(old.reversed(), lines.reversed()).prefix(shorter)
      .prefix(while: isIdentical).count
    var edits = [
      LineEdit(
        line: openingLine + 1 + common,
        count: old.count - common - tail,
        replacement: lines[common..<(lines.count - tail)].map { prefix.line($0) }
      )
    ]
    edits += lengtheningFences(around: lines, in: lesson)
    return edits
  }

  /// Lengthens the fences if a line of the content would close them.
  private func lengtheningFences(around lines: [String], in lesson: Lesson) -> [LineEdit] {
    let opening = lesson.file.line(openingLine)
    let fence = opening.dropFirst(opening.fenceStart)
    guard let mark = fence.first else { return [] }
    let length = fence.prefix { $0 == mark }.count
    let longest = lines.map { $0.drop { $0 == " " }.prefix { $0 == mark }.count }.max() ?? 0
    guard longest >= length else { return [] }
    let longer = String(repeating: mark, count: longest + 1)
    return [openingLine, openingLine + block.lines.count + 1].compactMap { number in
      let line = lesson.file.line(number)
      let start = line.fenceStart
      guard line.dropFirst(start).first == mark else { return nil }
      let rest = line.dropFirst(start).drop { $0 == mark }
      return LineEdit(line: number, count: 1, replacement: [line.prefix(start) + longer + rest])
    }
  }
}

extension Substring {
  /// The number of characters before the marks of a fence.
  fileprivate var fenceStart: Int { prefix { $0 != "`" && $0 != "~" }.count }
}

/// The text before each line of a fence's content.
private struct LinePrefix {
  private let text: String

  /// The prefix that matches an opening fence: what is not among the marks, such as the number of a list's
  /// item, becomes white space.
  init(of opening: Substring, keeping marks: Set<Character>) {
    text = String(opening.prefix(opening.fenceStart).map { marks.contains($0) ? $0 : " " })
  }

  func line(_ content: String) -> String {
    guard !content.isEmpty else {
      return String(
        text.prefix(text.count - text.reversed().prefix { $0 == " " || $0 == "\t" }.count)
      )
    }
    // One space after a block quote marker belongs to the marker.
    let isTaken = text.last == ">" && (content.first == " " || content.first == "\t")
    return text + (isTaken ? " " : "") + content
  }
}
