/// A mark in numeric form: categories are replaced by their indices.
struct ResolvedMark: Sendable, Equatable {
  /// The extent of a mark on an axis; start and end are equal for a point.
  struct Span: Sendable, Equatable {
    var start: Double
    var end: Double

    var isFinite: Bool { start.isFinite && end.isFinite }
  }

  let source: ChartMark
  /// The position of the mark; `nil` spans the axis.
  var x: Span?
  var y: Span?
  /// The index of the series in the chart's list.
  let series: Int
  /// The number that shades the mark.
  let shade: Double?
  /// The index of a bar among those side by side.
  let slot: Int

  /// Whether the bar is horizontal.
  let isHorizontal: Bool

  /// The line, area or stack of bars that the mark belongs to.
  var group: String { source.group?.plotted.text ?? "" }

  var isFinite: Bool { (x?.isFinite ?? true) && (y?.isFinite ?? true) }
}
