package import Lessons
import Markdown

/// The visible code of a cell.
package struct ShownCode: Sendable, Equatable {
  package let lines: [String]
  /// The types of the code's names and expressions.
  package let types: CodeTypes

  /// `nil` if the cell has no code, or its code is hidden.
  package init?(_ cell: Cell, _ result: UnitResult) {
    guard cell.options.showsCode, !cell.code.lines.isEmpty else { return nil }
    lines = cell.code.lines.map(\.text)
    types = result.types
  }
}
