/// A straight line across the chart or between two values, with an `annotation` that says why.
public struct RuleMark: ChartContent, Sendable, Equatable {
  /// The mark.
  public let marks: ChartMarks

  /// A vertical rule over the whole height.
  ///
  /// - Parameter x: where it crosses the horizontal axis.
  public init(x: PlottableValue) {
    marks = ChartMarks([ChartMark(.rule, x: .init(x), y: nil)])
  }

  /// A horizontal rule over the whole width.
  ///
  /// - Parameter y: where it crosses the vertical axis.
  public init(y: PlottableValue) {
    marks = ChartMarks([ChartMark(.rule, x: nil, y: .init(y))])
  }

  /// A vertical rule between two values.
  ///
  /// - Parameters:
  ///   - x: its place.
  ///   - yStart: one end.
  ///   - yEnd: the other end.
  public init(x: PlottableValue, yStart: PlottableValue, yEnd: PlottableValue) {
    marks = ChartMarks([ChartMark(.rule, x: .init(x), y: .init(yStart, to: yEnd))])
  }

  /// A horizontal rule between two values.
  ///
  /// - Parameters:
  ///   - xStart: one end.
  ///   - xEnd: the other end.
  ///   - y: its place.
  public init(xStart: PlottableValue, xEnd: PlottableValue, y: PlottableValue) {
    marks = ChartMarks([ChartMark(.rule, x: .init(xStart, to: xEnd), y: .init(y))])
  }
}
