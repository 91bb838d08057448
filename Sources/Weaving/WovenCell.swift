import Lessons
import Markdown

/// A cell with its values beside its lines and its output under it.
package struct WovenCell: Sendable, Equatable {
  /// A line of code with the values that stand beside it.
  package struct Line: Sendable, Equatable {
    package let text: String
    package let values: [WovenValue]
  }

  package let identifier: String?
  /// Empty where the code is hidden.
  package let lines: [Line]
  /// What the cell printed; `nil` where it printed nothing, or the output is hidden.
  package let printed: String?
  /// The last value as HTML, where its type has such a form.
  package let displayHTML: String?

  /// Whether nothing of it is left to show.
  package var isEmpty: Bool { lines.isEmpty && printed == nil && displayHTML == nil }

  init(_ cell: Cell, _ result: UnitResult) {
    let shown = ShownValues(cell, result)
    let hides = cell.options.hides
    let showsCode = hides == nil || hides == .output
    identifier = cell.options.identifier
    lines =
      showsCode
      ? cell.code.lines.enumerated().map { index, line in
        let values = shown.beside[index] ?? []
        return Line(
          text: line.text,
          values: values.map { WovenValue(beside: $0, isNamed: values.count > 1) }
        )
      } : []
    printed = shown.printed.isEmpty ? nil : shown.printed
    displayHTML = shown.display?.representations["text/html"]
  }
}
