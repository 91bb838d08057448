/// A rectangle: a cell of a heat map, or a region.
///
/// A number in `foregroundStyle(by:)` shades it, positive and negative values in two hues, and is
/// written in it, so that the shade is never the only cue.
public struct RectangleMark: ChartContent, Sendable, Equatable {
  /// The mark.
  public let marks: ChartMarks

  /// Creates a cell that fills its place on both axes.
  ///
  /// - Parameters:
  ///   - x: the column.
  ///   - y: the row; the first category is at the top.
  public init(x: PlottableValue, y: PlottableValue) {
    marks = ChartMarks([ChartMark(.rectangle, x: .init(x), y: .init(y))])
  }

  /// Creates a region between values.
  ///
  /// - Parameters:
  ///   - xStart: the left edge.
  ///   - xEnd: the right edge.
  ///   - yStart: the lower edge.
  ///   - yEnd: the upper edge.
  public init(
    xStart: PlottableValue,
    xEnd: PlottableValue,
    yStart: PlottableValue,
    yEnd: PlottableValue
  ) {
    marks = ChartMarks([
      ChartMark(.rectangle, x: .init(xStart, to: xEnd), y: .init(yStart, to: yEnd))
    ])
  }
}
