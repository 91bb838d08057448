private import Diagnostics
package import Lessons
package import Markdown

/// A fence ```` ```output ```` right after a cell: what the cell printed, and its last value, for
/// those who read the Markdown as it stands.
package struct OutputFence: Sendable {
  /// The index of its code block among the document's elements.
  package let element: Int
  package let block: CodeBlock
  /// The line of its opening fence.
  let openingLine: Int

  /// The fence of a cell that runs; only blank lines may stand between the two.
  package init?(of cell: Cell, in lesson: Lesson) {
    let elements = lesson.document.elements
    let index = cell.element + 1
    guard cell.runs, index < elements.count, Self.isOutput(elements[index]),
      case .codeBlock(let block) = elements[index].kind
    else { return nil }
    let opening = elements[index].range.start.line
    let end = cell.closingLine(in: lesson)
    guard end < opening, ((end + 1)..<opening).allSatisfy({ lesson.isBlank(line: $0) }) else {
      return nil
    }
    self.element = index
    self.block = block
    self.openingLine = opening
  }

  /// The elements that are output fences of a cell: a page shows what the cell shows, once.
  package static func elements(in lesson: Lesson) -> Set<Int> {
    Set(
      lesson.units.compactMap { unit in
        if case .cell(let cell) = unit { OutputFence(of: cell, in: lesson)?.element } else { nil }
      }
    )
  }

  /// The output fences that follow no code: their cell is gone.
  static func orphans(in lesson: Lesson) -> [Element] {
    let elements = lesson.document.elements
    return elements.indices.filter { index in
      guard isOutput(elements[index]) else { return false }
      guard index > 0, case .codeBlock = elements[index - 1].kind else { return true }
      let between = elements[index - 1].range.end.line + 1..<elements[index].range.start.line + 1
      return !between.dropLast().allSatisfy { lesson.isBlank(line: $0) }
    }.map { elements[$0] }
  }

  private static func isOutput(_ element: Element) -> Bool {
    guard case .codeBlock(let block) = element.kind, let info = block.info else { return false }
    return info.prefix { !$0.isWhitespace && $0 != "{" }.lowercased() == "output"
  }

  // MARK: Writing

  /// The edits that make the fence hold other lines, those that stay untouched.
  func edits(toHold lines: [String], in lesson: Lesson) -> [LineEdit] {
    let old = block.lines.map(\.text)
    guard !old.elementsEqual(lines, by: isIdentical) else { return [] }
    let prefix = LinePrefix(of: lesson.file.line(openingLine))
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

  /// Longer fences, where a line of the content would close those that stand there.
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

extension Cell {
  /// Whether it runs, so that what is recorded of it can be compared.
  var runs: Bool {
    switch options.fate {
    case .runs, .claims, .traps: true
    case .compilesOnly, .failsToCompile, .isShownOnly, .showsSource: false
    }
  }

  /// The line of the closing fence.
  fileprivate func closingLine(in lesson: Lesson) -> Int {
    lesson.document.elements[element].range.end.line
  }
}

extension Lesson {
  /// Whether a line holds nothing but the marks of quotations.
  fileprivate func isBlank(line: Int) -> Bool {
    file.line(line).allSatisfy { $0 == " " || $0 == "\t" || $0 == ">" }
  }
}

extension Substring {
  /// How many characters stand before the marks of a fence.
  fileprivate var fenceStart: Int { prefix { $0 != "`" && $0 != "~" }.count }
}

/// What stands before each line of a fence's content.
private struct LinePrefix {
  private let text: String

  /// The prefix that goes with an opening fence; the markers of list items become white space.
  init(of opening: Substring) {
    text = String(opening.prefix(opening.fenceStart).map { $0 == ">" || $0 == "\t" ? $0 : " " })
  }

  func line(_ content: String) -> String {
    guard !content.isEmpty else {
      return String(
        text.prefix(text.count - text.reversed().prefix { $0 == " " || $0 == "\t" }.count)
      )
    }
    // One space behind the mark of a quotation belongs to the mark.
    let isTaken = text.last == ">" && (content.first == " " || content.first == "\t")
    return text + (isTaken ? " " : "") + content
  }
}
