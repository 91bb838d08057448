/// The categories of a chart's axes, and its values as numbers on them.
struct AxisPositions {
  let marks: [ChartMark]
  let xCategories: [String]?
  let yCategories: [String]?

  init(_ chart: Chart) {
    marks = chart.marks
    func categories(
      _ extent: (ChartMark) -> ChartMark.Extent?,
      _ given: [String]
    ) -> [String]? {
      let values = chart.marks.compactMap(extent).flatMap { [$0.start, $0.end] }.compactMap { $0 }
      let isCategorical = !given.isEmpty || values.contains { $0.plotted.number == nil }
      return isCategorical ? distinct(given + values.map { $0.plotted.text }) : nil
    }
    xCategories = categories({ $0.x }, chart.configuration.x.categories)
    yCategories = categories({ $0.y }, chart.configuration.y.categories)
  }

  func xSpan(_ extent: ChartMark.Extent) -> ResolvedMark.Span {
    span(extent, xCategories)
  }

  func ySpan(_ extent: ChartMark.Extent) -> ResolvedMark.Span {
    span(extent, yCategories)
  }

  private func span(_ extent: ChartMark.Extent, _ categories: [String]?) -> ResolvedMark.Span {
    func place(_ value: PlottableValue) -> Double {
      guard let categories else { return value.plotted.number ?? .nan }
      let name = value.plotted.text
      return categories.firstIndex { $0.hasSameBytes(as: name) }.map { Double($0) } ?? .nan
    }
    let start = place(extent.start)
    return ResolvedMark.Span(start: start, end: extent.end.map(place) ?? start)
  }

  /// Whether all values of an axis are written without a fraction, like those of `Int`.
  func areWhole(_ extent: (ChartMark) -> ChartMark.Extent?) -> Bool {
    marks.compactMap(extent).flatMap { [$0.start, $0.end] }.compactMap { $0 }.allSatisfy {
      !$0.plotted.text.utf8.contains { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "e") }
    }
  }

  /// The label of the first mark, preferring marks that are not rules.
  func label(_ label: (ChartMark) -> String?) -> String {
    let data = marks.filter { $0.kind != .rule }
    return (data + marks).compactMap(label).first ?? ""
  }
}
