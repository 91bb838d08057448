/// How values map to places on an axis.
public enum ScaleType: Sendable, Equatable {
  /// Equal differences take equal space.
  case linear
  /// Equal ratios take equal space; values that are not positive are left out.
  case log
}
