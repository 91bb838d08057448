/// How marks of several series at one place share it.
public enum MarkStacking: Sendable, Equatable {
  /// On top of each other, negative values downward.
  case standard
  /// Each from zero, over each other.
  case unstacked
}
