/// How marks of several series share one place.
public enum MarkStacking: Sendable, Equatable {
  /// Stacked, negative values downward.
  case standard
  /// Each from zero, overlapping.
  case unstacked
}
