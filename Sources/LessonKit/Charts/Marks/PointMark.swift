/// A symbol at a point. A value that is NaN or infinite is not drawn.
public struct PointMark: ChartContent, Sendable, Equatable {
  /// The mark.
  public let marks: ChartMarks

  /// - Parameters:
  ///   - x: the place on the horizontal axis.
  ///   - y: the place on the vertical axis.
  public init(x: PlottableValue, y: PlottableValue) {
    marks = ChartMarks([ChartMark(.point, x: .init(x), y: .init(y))])
  }
}
