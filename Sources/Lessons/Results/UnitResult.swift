package import Diagnostics

/// The result of running a cell or an inline expression.
///
/// Lines count from the first of the unit, so that a result stays valid when the prose around it changes.
package struct UnitResult: Sendable, Equatable {
  /// The values, in the order in which their places were first reached.
  package var values: [ObservedValue]
  /// The text that the unit printed.
  package var printed: PrintedText
  /// The output of the statements for which the author promises a result.
  package var outputs: [StatementOutput]
  /// The text that it wrote to standard error.
  package var errors: PrintedText
  /// How it ended.
  package var ending: Ending
  /// The compiler's warnings, if the unit announces them.
  package var warnings: [CompilerMessage] = []
  /// The statements that fail, as comments behind them say.
  package var failures: [ExpectedFailure.Confirmed] = []
  package var types: CodeTypes

  package enum Ending: Sendable, Equatable {
    case completed
    /// The compiler rejected it, as expected.
    case rejected([CompilerMessage])
    /// It stopped the program, as expected, for this reason.
    case trapped(String)
    /// It has no result: it has a fault, or the program stopped before reaching it.
    case missing
  }

  package init(
    values: [ObservedValue] = [],
    printed: PrintedText = PrintedText(""),
    outputs: [StatementOutput] = [],
    errors: PrintedText = PrintedText(""),
    ending: Ending = .completed,
    failures: [ExpectedFailure.Confirmed] = [],
    types: CodeTypes = CodeTypes()
  ) {
    self.values = values
    self.printed = printed
    self.outputs = outputs
    self.errors = errors
    self.ending = ending
    self.failures = failures
    self.types = types
  }

  /// The value of the last statement outside any block; `nil` if it has none.
  package var lastValue: ObservedValue? {
    values.last { !$0.isNested }
  }
}

/// The output of a statement.
package struct StatementOutput: Sendable, Equatable {
  /// The offset of the statement in its unit's code, in UTF-8 bytes.
  package let offset: Int
  package let text: String

  package init(offset: Int, text: String) {
    self.offset = offset
    self.text = text
  }
}

/// A compiler message about a unit.
package struct CompilerMessage: Sendable, Equatable {
  /// A place in the unit's code: lines from 0, columns in UTF-8 bytes from 1.
  package struct Place: Sendable, Equatable {
    package let line, column: Int

    package init(line: Int, column: Int) {
      self.line = line
      self.column = column
    }
  }

  /// `error`, `warning` or `note`.
  package let severity: String
  package let text: String
  /// `nil` for a note about something outside the unit.
  package let place: Place?

  package init(severity: String, text: String, place: Place?) {
    self.severity = severity
    self.text = text
    self.place = place
  }
}

/// A value that the program had at a place in its code.
package struct ObservedValue: Sendable, Equatable {
  /// The place in the unit: lines from 0, columns in UTF-8 bytes from 1.
  package struct Place: Sendable, Hashable {
    package let startLine, startColumn, endLine, endColumn: Int

    package init(startLine: Int, startColumn: Int, endLine: Int, endColumn: Int) {
      self.startLine = startLine
      self.startColumn = startColumn
      self.endLine = endLine
      self.endColumn = endColumn
    }
  }

  package let place: Place
  /// Whether the place is inside a block: a loop, a function, a closure, a branch.
  package let isNested: Bool
  /// The number of times the place was reached; `text` is the last value.
  package let count: Int
  /// The name that the value was bound to or read from, if any.
  package let name: String
  /// The static type.
  package let type: String
  package let text: String
  /// Richer forms, by media type.
  package let representations: [String: String]

  package init(
    place: Place,
    isNested: Bool,
    count: Int,
    name: String,
    type: String,
    text: String,
    representations: [String: String]
  ) {
    self.place = place
    self.isNested = isNested
    self.count = count
    self.name = name
    self.type = type
    self.text = text
    self.representations = representations
  }
}

/// The results of a lesson's units, in the order of `Lesson.units`.
package struct LessonResults: Sendable, Equatable {
  package let units: [UnitResult]
  /// What the page computes again; `nil` if the lesson has no controls.
  package let program: PageProgram?

  package init(units: [UnitResult], program: PageProgram? = nil) {
    self.units = units
    self.program = program
  }

  /// Whether every unit has a result.
  package var isWhole: Bool { !units.contains { $0.ending == .missing } }
}
