private import Diagnostics
import Lessons
private import Markdown

/// Maps the lines of a tangled program to the code of its lesson's cells.
struct ProgramLineMap {
  struct Place: Hashable {
    let unit: Int
    /// In UTF-8 bytes of the unit's code.
    let offset: Int
  }

  private struct Cell {
    let unit: Int
    let lines: [CodeBlock.Line]
    /// Where each line begins in the cell's code.
    let starts: [Int]
    let text: [UInt8]

    init(unit: Int, lines: [CodeBlock.Line]) {
      self.unit = unit
      self.lines = lines
      var starts: [Int] = []
      var text: [UInt8] = []
      for line in lines {
        starts.append(text.count)
        text += Array(line.text.utf8) + [0x0A]
      }
      self.starts = starts
      self.text = text
    }
  }

  /// For each line of the program, where it begins and which line of the Markdown it is.
  private let lines: [(start: Int, number: Int?)]
  private let cells: [Cell]

  /// Complexity: O(n) in the length of the program.
  ///
  /// - Parameters:
  ///   - text: the program.
  ///   - lesson: the lesson that it is made from.
  ///   - includesInline: whether places may be in inline expressions as well.
  init(_ text: String, of lesson: Lesson, includesInline: Bool = false) {
    cells = lesson.units.enumerated().compactMap { index, unit in
      if case .inline = unit, !includesInline { return nil }
      return Cell(unit: index, lines: unit.swift.lines)
    }
    var lines: [(start: Int, number: Int?)] = []
    var start = 0
    var current: Int?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("#sourceLocation(") {
        lines.append((start, nil))
        current = line.split(separator: " ").last.flatMap { Int($0.dropLast()) }
      } else {
        lines.append((start, current))
        current = current.map { $0 + 1 }
      }
      start += line.utf8.count + 1
    }
    self.lines = lines
  }

  /// The place in a cell of a line and column of the program, both from 1, the column in UTF-8 bytes; `nil`
  /// if it is in no cell.
  ///
  /// Complexity: O(m) in the number of cells.
  func place(line: Int, column: Int) -> Place? {
    guard lines.indices.contains(line - 1), let number = lines[line - 1].number else { return nil }
    for cell in cells {
      guard let first = cell.lines.first?.start.line,
        cell.lines.indices.contains(number - first)
      else { continue }
      let line = cell.lines[number - first]
      let own = column - line.start.column
      // After the line's end comes code that reports the names it binds; other expressions may be on the same
      // line of prose.
      guard (0..<max(1, line.text.utf8.count)).contains(own) else { continue }
      return Place(unit: cell.unit, offset: cell.starts[number - first] + own)
    }
    return nil
  }

  /// The place in a cell of an offset in the program, in UTF-8 bytes; `nil` if it is in no cell.
  ///
  /// Complexity: O(m + log n) in the number of cells and of the program's lines.
  func place(offset: Int) -> Place? {
    var (low, high) = (0, lines.count)
    while low < high {
      let middle = (low + high) / 2
      if lines[middle].start <= offset { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? place(line: low, column: offset - lines[low - 1].start + 1) : nil
  }

  /// The code of each cell, by the index of its unit.
  var codeByUnit: [Int: [UInt8]] {
    Dictionary(cells.map { ($0.unit, $0.text) }) { first, _ in first }
  }
}
