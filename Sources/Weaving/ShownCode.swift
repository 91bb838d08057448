package import Lessons
import Markdown

/// The code of a cell that a reader sees.
package struct ShownCode: Sendable, Equatable {
  package let lines: [String]
  /// The types of its names and expressions.
  package let types: CodeTypes

  /// `nil` for a cell without code, or whose code is hidden.
  package init?(_ cell: Cell, _ result: UnitResult) {
    guard cell.options.showsCode, !cell.code.lines.isEmpty else { return nil }
    lines = cell.code.lines.map(\.text)
    types = result.types
  }
}
