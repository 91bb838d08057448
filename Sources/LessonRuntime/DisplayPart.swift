import LessonKit

/// Tells the parts of a chart from values: what stands between a chart's braces, or is handed to a mark,
/// shows itself in the chart.
enum DisplayPart {
  /// Whether values of a type are parts of a chart, or hold nothing else.
  ///
  /// Complexity: O(d) where types stand in each other d deep.
  static func isOne(_ type: Any.Type) -> Bool {
    if type is any ChartContent.Type || type == PlottableValue.self { return true }
    return (type as? any HoldsElements.Type).map { isOne($0.elementType) } ?? false
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
