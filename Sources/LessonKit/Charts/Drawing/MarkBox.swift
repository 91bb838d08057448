/// A rectangle of the drawing.
struct MarkBox: Sendable, Equatable {
  var left: Double
  var top: Double
  var width: Double
  var height: Double
}

extension ChartDrawing {
  /// The rectangle of a bar or a cell, cut at the edges of the plot; `nil` if a value has no place or
  /// the whole rectangle is outside.
  func box(of mark: ResolvedMark) -> MarkBox? {
    guard let x = mark.x, let y = mark.y else { return nil }
    let isBar = mark.source.kind == .bar
    let columns =
      isBar && mark.isHorizontal || mark.source.x?.end != nil
      ? ends(x, chart.xScale)
      : side(x.start, chart.xScale, chart.xBand, frame.width, mark)
    let rows =
      isBar && !mark.isHorizontal || mark.source.y?.end != nil
      ? ends(y, chart.yScale)
      : side(y.start, chart.yScale, chart.yBand, frame.height, mark)
    guard let columns, let rows else { return nil }
    let edges = [frame.y(rows.0, in: chart.yScale), frame.y(rows.1, in: chart.yScale)].sorted()
    let left = frame.x(min(columns.0, columns.1))
    return MarkBox(
      left: left,
      top: edges[0],
      width: frame.x(max(columns.0, columns.1)) - left,
      height: edges[1] - edges[0]
    )
  }

  /// The interval from one value to another. On a logarithmic axis, a bar begins at the edge.
  private func ends(_ span: ResolvedMark.Span, _ scale: ChartScale) -> (Double, Double)? {
    let start = scale.position(of: span.start) ?? (span.start == 0 ? scale.base : nil)
    guard let start, let end = scale.position(of: span.end) else { return nil }
    // Regions between categories include all of the first and the last one.
    let half = scale.isCategorical ? Bars.band(of: [], on: scale) / 2 : 0
    return cut(min(start, end) - half, max(start, end) + half)
  }

  /// The interval that a bar or a cell fills around its place.
  private func side(
    _ value: Double,
    _ scale: ChartScale,
    _ band: Double,
    _ length: Double,
    _ mark: ResolvedMark
  ) -> (Double, Double)? {
    guard let middle = scale.position(of: value) else { return nil }
    guard mark.source.kind == .bar else {
      // A thin line of the page's colour separates cells.
      let gap = min(1 / length, band / 8)
      return cut(middle - band / 2 + gap, middle + band / 2 - gap)
    }
    // A width limit, so that a few bars do not become huge blocks.
    let limit = 72 * Double(chart.slotCount) / length
    let share = !scale.isCategorical ? 0.9 : chart.slotCount > 1 ? 0.8 : 0.66
    let width = min(band * share, limit)
    let slot = width / Double(chart.slotCount)
    let start = middle - width / 2 + slot * Double(mark.slot)
    let gap = chart.slotCount > 1 ? slot * 0.06 : 0
    return cut(start + gap, start + slot - gap)
  }

  private func cut(_ start: Double, _ end: Double) -> (Double, Double)? {
    guard end >= 0, start <= 1 else { return nil }
    return (max(0, start), min(1, end))
  }
}
