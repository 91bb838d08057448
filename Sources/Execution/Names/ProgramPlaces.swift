private import Diagnostics
import Lessons
private import Markdown

/// Where the lines of a tangled program stand in the code of its lesson's cells.
struct ProgramPlaces {
  struct Place: Hashable {
    let unit: Int
    /// From 0.
    let line: Int
    /// In UTF-8 bytes, from 1.
    let column: Int
  }

  /// The line of the Markdown that each line of the program is.
  private let lines: [Int?]
  private let cells: [(unit: Int, code: [CodeBlock.Line])]

  /// Complexity: O(n) in the length of the program.
  init(_ text: String, of lesson: Lesson) {
    cells = lesson.units.enumerated().compactMap { index, unit in
      if case .cell(let cell) = unit { (index, cell.code.lines) } else { nil }
    }
    var lines: [Int?] = []
    var current: Int?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("#sourceLocation(") {
        lines.append(nil)
        current = line.split(separator: " ").last.flatMap { Int($0.dropLast()) }
      } else {
        lines.append(current)
        current = current.map { $0 + 1 }
      }
    }
    self.lines = lines
  }

  /// The place in a cell of one in the program, both from 1, the column in UTF-8 bytes; `nil` for what
  /// is in none.
  ///
  /// Complexity: O(m) in the number of cells.
  func place(line: Int, column: Int) -> Place? {
    guard lines.indices.contains(line - 1), let number = lines[line - 1] else { return nil }
    for (unit, code) in cells {
      guard let first = code.first?.start.line, code.indices.contains(number - first) else {
        continue
      }
      let line = code[number - first]
      let own = column - line.start.column + 1
      // Behind its end stands what reports the names that it binds.
      return (1...max(1, line.text.utf8.count)).contains(own)
        ? Place(unit: unit, line: number - first, column: own) : nil
    }
    return nil
  }
}
