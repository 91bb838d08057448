/// A bar from zero to a value. It is horizontal if the vertical axis holds categories and the
/// horizontal one numbers, and vertical otherwise. Its length is proportional to its value.
public struct BarMark: ChartContent, Sendable, Equatable {
  /// The mark.
  public let marks: ChartMarks

  /// - Parameters:
  ///   - x: the category, or the length of a horizontal bar.
  ///   - y: the height, or the category of a horizontal bar.
  ///   - stacking: whether bars at one place are stacked, negative ones below zero, or each begin at zero.
  public init(x: PlottableValue, y: PlottableValue, stacking: MarkStacking = .standard) {
    var mark = ChartMark(.bar, x: .init(x), y: .init(y))
    mark.stacking = stacking
    marks = ChartMarks([mark])
  }

  /// Creates a vertical bar between two values.
  ///
  /// - Parameters:
  ///   - x: its place.
  ///   - yStart: one end.
  ///   - yEnd: the other end.
  public init(x: PlottableValue, yStart: PlottableValue, yEnd: PlottableValue) {
    marks = ChartMarks([ChartMark(.bar, x: .init(x), y: .init(yStart, to: yEnd))])
  }

  /// Creates a horizontal bar between two values.
  ///
  /// - Parameters:
  ///   - xStart: one end.
  ///   - xEnd: the other end.
  ///   - y: its place.
  public init(xStart: PlottableValue, xEnd: PlottableValue, y: PlottableValue) {
    marks = ChartMarks([ChartMark(.bar, x: .init(xStart, to: xEnd), y: .init(y))])
  }
}
