/// A point on the edge of an area; the points of a series are joined in the order given.
///
/// A value that is NaN or infinite breaks the area.
public struct AreaMark: ChartContent, Sendable, Equatable {
  /// The mark.
  public let marks: ChartMarks

  /// Creates an area from zero, or from the series below, to a value.
  ///
  /// - Parameters:
  ///   - x: the place on the horizontal axis.
  ///   - y: the height.
  ///   - stacking: whether series are stacked or each begin at zero.
  public init(x: PlottableValue, y: PlottableValue, stacking: MarkStacking = .standard) {
    var mark = ChartMark(.area, x: .init(x), y: .init(y))
    mark.stacking = stacking
    marks = ChartMarks([mark])
  }

  /// Creates an area between two values.
  ///
  /// - Parameters:
  ///   - x: the place on the horizontal axis.
  ///   - yStart: the lower edge.
  ///   - yEnd: the upper edge.
  public init(x: PlottableValue, yStart: PlottableValue, yEnd: PlottableValue) {
    var mark = ChartMark(.area, x: .init(x), y: .init(yStart, to: yEnd))
    mark.stacking = .unstacked
    marks = ChartMarks([mark])
  }
}
