import LessonKit

/// Distinguishes parts of a chart from other values: the content of a chart's braces, or a mark's
/// arguments, are already visible in the chart.
enum ChartParts {
  /// Whether values of a type are parts of a chart, or hold nothing else.
  ///
  /// Complexity: O(d) for types nested d deep.
  static func contains(_ type: Any.Type) -> Bool {
    if type is any ChartContent.Type || type == PlottableValue.self { return true }
    return (type as? any HoldsElements.Type).map { contains($0.elementType) } ?? false
  }
}

/// A type that holds values of one other type.
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
