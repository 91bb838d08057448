/// A searchable part of a page: the content under one heading, or above the first.
struct SearchSection: Sendable, Equatable {
  /// The heading's identifier; `nil` above the first heading.
  var anchor: String?
  /// The heading's text; empty above the first heading.
  var heading: String
  /// The visible text under the heading, including values and formulas, on one line.
  var text: String
}
