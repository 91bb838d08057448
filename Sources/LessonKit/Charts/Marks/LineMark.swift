/// A point of a line; the points of a series are joined in the order given.
///
/// A value that is NaN or infinite, or not positive on a logarithmic axis, breaks the line.
public struct LineMark: ChartContent, Sendable, Equatable {
  /// The mark.
  public let marks: ChartMarks

  /// - Parameters:
  ///   - x: the place on the horizontal axis.
  ///   - y: the place on the vertical axis.
  ///   - series: the value that separates lines with the same style; lines of different styles
  ///     are always separate.
  public init(x: PlottableValue, y: PlottableValue, series: PlottableValue? = nil) {
    var mark = ChartMark(.line, x: .init(x), y: .init(y))
    mark.group = series
    marks = ChartMarks([mark])
  }
}
