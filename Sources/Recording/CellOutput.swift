private import Diagnostics
import Lessons
import SwiftReading
import Weaving

/// The text in a cell's output fence: the printed lines, then the cell's last value.
struct CellOutput: Sendable {
  struct Line: Sendable, Equatable {
    let text: String
    /// The precision of the last value's type; printed lines have none.
    var precision = Tolerance.Precision.double
  }

  let lines: [Line]

  init(_ cell: Cell, _ result: UnitResult) {
    let printed = Self.lines(of: result.printed.text).map { Line(text: $0) }
    guard let last = Self.lastValue(of: cell, result) else {
      lines = printed
      return
    }
    let precision = Tolerance.Precision(ofType: last.type)
    lines = printed + Self.lines(of: last.text).map { Line(text: $0, precision: precision) }
  }

  /// The value of the cell's last statement; `nil` if that has none, such as a loop or a call of
  /// `print`.
  static func lastValue(of cell: Cell, _ result: UnitResult) -> ObservedValue? {
    guard let last = result.values(ofCodeOf: cell).last(where: { !$0.isNested }), last.isShown,
      let range = cell.swift.range(of: last.place),
      let statement = cell.swift.source.statements.last(where: { $0.kind != .directive }),
      statement.range.lowerBound <= range.lowerBound, range.upperBound <= statement.range.upperBound
    else { return nil }
    return last
  }

  /// The lines of a text as a Markdown fence can hold them: without control characters, with lines of
  /// only white space emptied, and with very long ones abridged.
  static func lines(of text: String) -> [String] {
    guard !text.isEmpty else { return [] }
    var lines = PrintedText.visible(text).split(
      separator: "\n",
      omittingEmptySubsequences: false
    ).map { AbridgedText.line(String($0)) }
    if lines.last == "" { lines.removeLast() }
    return lines.map { $0.trimmingSpaces.isEmpty ? "" : $0 }
  }
}
