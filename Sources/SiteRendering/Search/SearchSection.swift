/// A piece of a page that search can lead to: what is under one heading, or above the first.
struct SearchSection: Sendable, Equatable {
  /// What names the heading for links; `nil` for what is above the first.
  var anchor: String?
  /// The heading's text; empty above the first.
  var heading: String
  /// What a reader sees under it, values and formulas included, in one line.
  var text: String
}
