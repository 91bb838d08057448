/// A few words about a lesson for the index, with one number from its prose: `{ratio} times too small`.
package struct Highlight: Sendable, Equatable {
  package let before: String
  /// An inline expression of the lesson, as written there.
  package let expression: String
  package let after: String

  /// `nil` unless the text has exactly one expression in braces.
  init?(_ text: String) {
    guard let match = text.wholeMatch(of: /([^{}]*)\{([^{}]+)\}([^{}]*)/) else { return nil }
    before = String(match.output.1)
    expression = String(match.output.2)
    after = String(match.output.3)
  }
}
