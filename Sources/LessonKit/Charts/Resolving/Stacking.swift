/// The stacking of bars and areas.
enum Stacking {
  /// The place of a stack: an axis position and a slot, and what is stacked.
  private struct Place: Hashable {
    let position: Double
    let slot: Int
    let isArea: Bool
  }

  /// Sets the ends of bars, from zero or from the bars below, and the lower edges of areas. Positive
  /// values stack upward, negative ones downward; values that are not finite take no space.
  static func apply(to marks: inout [ResolvedMark]) {
    var tops: [Place: Double] = [:]
    var bottoms: [Place: Double] = [:]
    for index in marks.indices {
      let mark = marks[index]
      let isHorizontal = mark.isHorizontal && mark.source.kind == .bar
      guard mark.source.kind == .bar || mark.source.kind == .area,
        (isHorizontal ? mark.source.x : mark.source.y)?.end == nil,
        let value = (isHorizontal ? mark.x : mark.y)?.end,
        let position = (isHorizontal ? mark.y : mark.x)?.start
      else { continue }
      var span = ResolvedMark.Span(start: 0, end: value)
      if mark.source.stacking == .standard, value.isFinite, position.isFinite {
        let place = Place(
          position: position,
          slot: mark.slot,
          isArea: mark.source.kind == .area
        )
        let start = (value < 0 ? bottoms[place] : tops[place]) ?? 0
        span = ResolvedMark.Span(start: start, end: start + value)
        if value < 0 { bottoms[place] = span.end } else { tops[place] = span.end }
      }
      if isHorizontal { marks[index].x = span } else { marks[index].y = span }
    }
  }
}
