/// The width of bars.
enum Bars {
  /// The share of an axis for a bar at one of these values: that of a category, or the smallest
  /// distance between two places; a fifth if there is only one. Using places, not values, gives bars
  /// equal widths on a logarithmic axis as well.
  static func band(of values: [Double], on scale: ChartScale) -> Double {
    if case .categories(let names) = scale { return 1 / Double(max(1, names.count)) }
    let places = Set(values.compactMap { scale.position(of: $0) })
    return places.count > 1 ? smallestGap(Array(places)) : 0.2
  }

  /// The smallest distance between two different values; 1 if there is none. Values that differ by
  /// less than a billionth of their extent count as one.
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
