import LessonKit

/// Tells the parts of a chart from values: what is between a chart's braces, or is handed to a mark,
/// shows itself in the chart.
enum ChartParts {
  /// Whether values of a type are parts of a chart, or hold nothing else.
  ///
  /// Complexity: O(d) where types nest d deep.
  static func contains(_ type: Any.Type) -> Bool {
    if type is any ChartContent.Type || type == PlottableValue.self { return true }
    return (type as? any HoldsElements.Type).map { contains($0.elementType) } ?? false
  }
}

/// A type that holds values of one other.
private protocol HoldsElements {
  static var elementType: Any.Type { get }
}

extension Array: HoldsElements {
  fileprivate static var elementType: Any.Type { Element.self }
}

extension ArraySlice: HoldsElements {
  fileprivate static var elementType: Any.Type { Element.self }
}

extension Optional: HoldsElements {
  fileprivate static var elementType: Any.Type { Wrapped.self }
}

extension Dictionary: HoldsElements {
  fileprivate static var elementType: Any.Type { Value.self }
}
