package import Diagnostics

/// What a cell or an inline expression showed when it ran.
///
/// Lines count from the first of the unit, so that a result stays true when the prose around it
/// changes.
package struct UnitResult: Sendable, Equatable {
  /// In the order in which their places were first reached.
  package var values: [ObservedValue]
  /// What the unit printed.
  package var printed: PrintedText
  /// What those of its statements printed whose author promises something of it.
  package var outputs: [StatementOutput]
  /// What it wrote on standard error.
  package var errors: PrintedText
  /// How it ended.
  package var ending: Ending
  package var types: CodeTypes

  package enum Ending: Sendable, Equatable {
    case completed
    /// The compiler refused it, as it was to.
    case rejected([CompilerMessage])
    /// It stopped the program, as it was to, for this reason.
    case trapped(String)
    /// It has no result: it has a fault, or the program stopped before it.
    case missing
  }

  package init(
    values: [ObservedValue] = [],
    printed: PrintedText = PrintedText(""),
    outputs: [StatementOutput] = [],
    errors: PrintedText = PrintedText(""),
    ending: Ending = .completed,
    types: CodeTypes = CodeTypes()
  ) {
    self.values = values
    self.printed = printed
    self.outputs = outputs
    self.errors = errors
    self.ending = ending
    self.types = types
  }

  /// The value of the last statement outside of any block; `nil` where it has none.
  package var lastValue: ObservedValue? {
    values.last { !$0.isNested }
  }
}

/// What a statement printed.
package struct StatementOutput: Sendable, Equatable {
  /// Where it begins in its unit's code, in UTF-8 bytes.
  package let offset: Int
  package let text: String

  package init(offset: Int, text: String) {
    self.offset = offset
    self.text = text
  }
}

/// A message of the compiler about a unit.
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
  /// `nil` for a note about something outside of the unit.
  package let place: Place?

  package init(severity: String, text: String, place: Place?) {
    self.severity = severity
    self.text = text
    self.place = place
  }
}

/// A value that the program had at one place of its text.
package struct ObservedValue: Sendable, Equatable {
  /// Where in the unit the place is: lines from 0, columns in UTF-8 bytes from 1.
  package struct Place: Sendable, Equatable {
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
  /// How many times the place was reached; `text` is the last value.
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

  package init(units: [UnitResult]) {
    self.units = units
  }

  /// Whether every unit has one.
  package var isWhole: Bool { !units.contains { $0.ending == .missing } }
}
