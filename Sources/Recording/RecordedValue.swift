private import Diagnostics

/// A live value as `Content/results/SLUG.json` keeps it.
package struct RecordedValue: Codable, Sendable, Equatable {
  /// The line of code, or the expression in the prose.
  package var expression: String
  /// What it is bound to, where its line shows several values.
  package var name: String?
  /// The exact numbers in what it shows under its cell: those of a table, of a chart.
  package var numbers: [String]?
  /// How many times its line ran, if more than once.
  package var times: Int?
  package var type: String
  package var value: String

  package init(
    expression: String,
    name: String? = nil,
    numbers: [String]? = nil,
    times: Int? = nil,
    type: String,
    value: String
  ) {
    self.expression = expression
    self.name = name
    self.numbers = numbers
    self.times = times
    self.type = type
    self.value = PrintedText.visible(value)
  }

  /// What a recorded and a computed value have in common when they are the same one.
  var key: [String] { [expression, name ?? ""] }
}
