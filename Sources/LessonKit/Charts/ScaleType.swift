/// How values become places on an axis.
public enum ScaleType: Sendable, Equatable {
  /// Equal differences take equal room.
  case linear
  /// Equal ratios take equal room; values that are not positive are left out.
  case log
}
