private import Diagnostics

/// A live value, as stored in `Content/results/SLUG.json`.
package struct RecordedValue: Codable, Sendable, Equatable {
  /// The line of code, or the expression in the prose.
  package var expression: String
  /// The name that the value is bound to, if its line shows several values.
  package var name: String?
  /// The exact numbers in the value's display, such as a table or a chart.
  package var numbers: [String]?
  /// How many times the line ran, if more than once.
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

  /// The key by which recorded and computed values are matched.
  var key: [String] { [expression, name ?? ""] }
}
