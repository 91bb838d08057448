private import Diagnostics
package import Lessons
package import Markdown

/// A fence ```` ```output ```` right after a cell: the cell's printed text and last value, for readers
/// of the Markdown source.
package struct OutputFence: Sendable {
  /// The index of the fence's code block among the document's elements.
  package let element: Int
  package let block: CodeBlock
  /// The line of the opening fence.
  package let openingLine: Int

  /// The fence of a cell that runs; only blank lines may separate the two.
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

  /// The elements that are cells' output fences, since a page shows the output only once.
  package static func elements(in lesson: Lesson) -> Set<Int> {
    Set(
      lesson.units.compactMap { unit in
        if case .cell(let cell) = unit { OutputFence(of: cell, in: lesson)?.element } else { nil }
      }
    )
  }

  /// The output fences that do not follow a code block: their cell is gone.
  package static func orphans(in lesson: Lesson) -> [Element] {
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
}

extension Cell {
  /// Whether the cell runs, so that its recorded results can be compared.
  package var runs: Bool {
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
  /// The characters before the text of a line that belong to what the line is in: white space, the marks of
  /// block quotes, those of comments.
  package var containerMarks: Set<Character> {
    if case .comment = form { [" ", "\t", ">", "/", "*"] } else { [" ", "\t", ">"] }
  }

  /// Whether a line contains nothing else than marks of what it is in.
  fileprivate func isBlank(line: Int) -> Bool {
    file.line(line).allSatisfy(containerMarks.contains)
  }
}
