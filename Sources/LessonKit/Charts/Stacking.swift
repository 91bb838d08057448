/// Bars and areas on top of each other.
enum Stacking {
  /// Where a pile stands: an axis position and a slot, and what is piled.
  private struct Place: Hashable {
    let position: Double
    let slot: Int
    let isArea: Bool
  }

  /// Gives bars their ends, from zero or from the bars below, and areas their lower edges. Positive
  /// values pile up, negative ones down; values that are not finite take no room.
  static func apply(to marks: inout [ResolvedMark]) {
    var tops: [Place: Double] = [:]
    var bottoms: [Place: Double] = [:]
    for index in marks.indices {
      let mark = marks[index]
      let isLying = mark.isLying && mark.source.kind == .bar
      guard mark.source.kind == .bar || mark.source.kind == .area,
        (isLying ? mark.source.x : mark.source.y)?.end == nil,
        let value = (isLying ? mark.x : mark.y)?.end,
        let position = (isLying ? mark.y : mark.x)?.start
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
      if isLying { marks[index].x = span } else { marks[index].y = span }
    }
  }
}

/// How wide bars are.
enum Bars {
  /// The share of an axis that a bar at one of these values has: that of a category, or the smallest
  /// distance between two places; a fifth where there is only one. Places, not values, so that bars
  /// on a logarithmic axis have one width as well.
  static func band(of values: [Double], on scale: ChartScale) -> Double {
    if case .categories(let names) = scale { return 1 / Double(max(1, names.count)) }
    let places = Set(values.compactMap { scale.position(of: $0) })
    return places.count > 1 ? smallestGap(Array(places)) : 0.2
  }

  /// The smallest distance between two different values; 1 where there is none. Values that differ
  /// by less than a billionth of their extent count as one.
  ///
  /// Complexity: O(n log n).
  static func smallestGap(_ values: [Double]) -> Double {
    let sorted = values.filter { $0.isFinite }.sorted()
    guard let first = sorted.first, let last = sorted.last else { return 1 }
    let least = (last / 2 - first / 2) * 2e-9
    let gaps = zip(sorted, sorted.dropFirst()).map { $1 - $0 }
    return gaps.filter { $0 > least && $0.isFinite }.min() ?? 1
  }
}
