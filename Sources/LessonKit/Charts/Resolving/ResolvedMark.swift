/// A mark in numbers: categories have become the numbers of their places.
struct ResolvedMark: Sendable, Equatable {
  /// From where to where a mark is on an axis; both the same for a point.
  struct Span: Sendable, Equatable {
    var start: Double
    var end: Double

    var isFinite: Bool { start.isFinite && end.isFinite }
  }

  let source: ChartMark
  /// Where the mark is; `nil` spans the axis.
  var x: Span?
  var y: Span?
  /// The series' place in the chart's list.
  let series: Int
  /// What the mark is shaded by.
  let shade: Double?
  /// Which of the bars beside each other it is.
  let slot: Int

  /// Whether the bar is horizontal.
  let isHorizontal: Bool

  /// What line or area, or pile of bars, the mark belongs to.
  var group: String { source.group?.plotted.text ?? "" }

  var isFinite: Bool { (x?.isFinite ?? true) && (y?.isFinite ?? true) }
}
