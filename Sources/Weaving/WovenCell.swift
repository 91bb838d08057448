package import Diagnostics
package import Lessons
import Markdown

/// A cell with its values beside its lines and its output under it.
package struct WovenCell: Sendable, Equatable {
  /// A line of code with the values that are beside it.
  package struct Line: Sendable, Equatable {
    package let text: String
    package let values: [WovenValue]
  }

  package let identifier: String?
  /// Empty where the code is hidden.
  package let lines: [Line]
  /// What is known of its code, where that is shown.
  package let types: CodeTypes
  /// What the cell printed; `nil` where it printed nothing, or the output is hidden.
  package let printed: PrintedText?
  /// What it wrote on standard error; `nil` where that is nothing, or the output is hidden.
  package let errors: PrintedText?
  /// What the compiler said of it; `nil` where it was not to refuse it.
  package let rejection: [WovenMessage]?
  /// Why it stopped the program; `nil` where it was not to.
  package let trap: String?
  /// Whether it is a claim, which then is true.
  package let isClaim: Bool
  /// The last value, where its type has a form of its own.
  package let display: WovenDisplay?

  /// Whether it shows more than its code and the values beside it.
  package var hasOutput: Bool {
    printed != nil || errors != nil || display != nil || rejection != nil || trap != nil
  }

  /// Whether what it shows is a table.
  package var showsTable: Bool { display?.isTable ?? false }

  /// Whether nothing of it is left to show.
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
        values: values.map { WovenValue(beside: $0, digits: digits, isNamed: values.count > 1) }
      )
    }
    types = code?.types ?? CodeTypes()
    printed = shown.printed.isEmpty ? nil : shown.printed
    errors = shown.errors.isEmpty ? nil : shown.errors
    display = shown.display.flatMap { WovenDisplay($0, digits: digits) }
    isClaim = showsOutput && cell.options.fate == .claims
    switch result.ending {
    case .completed, .missing: (rejection, trap) = (nil, nil)
    case .rejected(let messages):
      rejection = showsOutput ? messages.map { WovenMessage($0, in: cell.code) } : nil
      trap = nil
    case .trapped(let reason): (rejection, trap) = (nil, showsOutput ? reason : nil)
    }
  }
}
