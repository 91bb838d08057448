private import Diagnostics
import Lessons
import SwiftReading
import Weaving

/// The text that a cell's output fence holds: what the cell printed, line by line, then its last
/// value.
struct CellOutput: Sendable {
  struct Line: Sendable, Equatable {
    let text: String
    /// That of the last value's type; what is printed has none.
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

  /// The value of the cell's last statement; `nil` where that has none, such as a loop or a call of
  /// `print`.
  static func lastValue(of cell: Cell, _ result: UnitResult) -> ObservedValue? {
    guard let last = result.values(ofCodeOf: cell).last(where: { !$0.isNested }), last.isShown,
      let range = cell.swift.range(of: last.place),
      let statement = cell.swift.source.statements.last(where: { $0.kind != .directive }),
      statement.range.lowerBound <= range.lowerBound, range.upperBound <= statement.range.upperBound
    else { return nil }
    return last
  }

  /// The lines of a text as a fence in Markdown can hold them: without control characters, those of
  /// nothing but white space empty, and of very long ones the beginning and the end.
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
