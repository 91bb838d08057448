package import Diagnostics
package import Lessons
import Markdown

/// A cell with its values beside its lines and its output under it.
package struct WovenCell: Sendable, Equatable {
  /// A line of code with the values beside it.
  package struct Line: Sendable, Equatable {
    package let text: String
    package let values: [WovenValue]
    /// How the statement that begins here fails, if it fails as its author says.
    package let failure: ExpectedFailure.Kind?
  }

  package let identifier: String?
  /// Empty if the code is hidden.
  package let lines: [Line]
  /// The types known in the code, if it is shown.
  package let types: CodeTypes
  /// The printed output; `nil` if there is none, or the output is hidden.
  package let printed: PrintedText?
  /// The output on standard error; `nil` if there is none, or the output is hidden.
  package let errors: PrintedText?
  /// The compiler's messages; `nil` if the cell was not meant to be rejected.
  package let rejection: [WovenMessage]?
  /// The compiler's warnings, if the cell announces them.
  package let warnings: [WovenMessage]
  /// The reason for the trap; `nil` if the cell was not meant to trap.
  package let trap: String?
  /// Whether the cell is a claim, which then holds.
  package let isClaim: Bool
  /// The last value, if its type has its own form.
  package let display: WovenDisplay?

  /// Whether the cell shows more than its code and the values beside it.
  package var hasOutput: Bool {
    printed != nil || errors != nil || display != nil || rejection != nil || trap != nil
      || !warnings.isEmpty
  }

  /// Whether the cell displays a table.
  package var showsTable: Bool { display?.isTable ?? false }

  /// Whether the cell has nothing to show.
  package var isEmpty: Bool {
    lines.isEmpty && !hasOutput
  }

  init(_ cell: Cell, _ result: UnitResult, digits: NumberDigits) {
    let digits = cell.options.digits ?? digits
    let shown = ShownValues(cell, result)
    let hides = cell.options.hides
    let showsOutput = hides == nil || hides == .code
    let code = ShownCode(cell, result)
    identifier = cell.options.identifier
    lines = (code?.lines ?? []).enumerated().map { index, line in
      let values = shown.beside[index] ?? []
      return Line(
        text: line,
        values: values.map { WovenValue(beside: $0, digits: digits, isNamed: values.count > 1) },
        failure: result.failures.first { $0.line == index }?.kind
      )
    }
    types = code?.types ?? CodeTypes()
    printed = shown.printed.isEmpty ? nil : shown.printed
    errors = shown.errors.isEmpty ? nil : shown.errors
    display = shown.display.flatMap { WovenDisplay($0, digits: digits) }
    isClaim = showsOutput && cell.options.fate == .claims
    warnings = showsOutput ? result.warnings.map { WovenMessage($0, in: cell.code) } : []
    switch result.ending {
    case .completed, .missing: (rejection, trap) = (nil, nil)
    case .rejected(let messages):
      rejection = showsOutput ? messages.map { WovenMessage($0, in: cell.code) } : nil
      trap = nil
    case .trapped(let reason): (rejection, trap) = (nil, showsOutput ? reason : nil)
    }
  }
}
