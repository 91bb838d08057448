/// A straight line across the chart or between two values, with an `annotation` that explains it.
public struct RuleMark: ChartContent, Sendable, Equatable {
  /// The mark.
  public let marks: ChartMarks

  /// Creates a vertical rule over the whole height.
  ///
  /// - Parameter x: the position on the horizontal axis.
  public init(x: PlottableValue) {
    marks = ChartMarks([ChartMark(.rule, x: .init(x), y: nil)])
  }

  /// Creates a horizontal rule over the whole width.
  ///
  /// - Parameter y: the position on the vertical axis.
  public init(y: PlottableValue) {
    marks = ChartMarks([ChartMark(.rule, x: nil, y: .init(y))])
  }

  /// Creates a vertical rule between two values.
  ///
  /// - Parameters:
  ///   - x: its place.
  ///   - yStart: one end.
  ///   - yEnd: the other end.
  public init(x: PlottableValue, yStart: PlottableValue, yEnd: PlottableValue) {
    marks = ChartMarks([ChartMark(.rule, x: .init(x), y: .init(yStart, to: yEnd))])
  }

  /// Creates a horizontal rule between two values.
  ///
  /// - Parameters:
  ///   - xStart: one end.
  ///   - xEnd: the other end.
  ///   - y: its place.
  public init(xStart: PlottableValue, xEnd: PlottableValue, y: PlottableValue) {
    marks = ChartMarks([ChartMark(.rule, x: .init(xStart, to: xEnd), y: .init(y))])
  }
}
