/// A chart in numeric form: marks with places, series with styles, axes with scales.
struct ResolvedChart {
  let configuration: ChartConfiguration
  let marks: [ResolvedMark]
  let series: [ChartSeries]
  /// The number of bars side by side at one place.
  let slotCount: Int
  let xScale: ChartScale
  let yScale: ChartScale
  /// The share of each axis for a bar or a cell around its place.
  let xBand: Double
  let yBand: Double
  /// The largest magnitude of a number that shades a cell.
  let largestShade: Double
  /// Whether all values of an axis are integers by type.
  let xIsWhole: Bool
  let yIsWhole: Bool
  /// The labels of the axes.
  let xLabel: String
  let yLabel: String

  init(_ chart: Chart) {
    let configuration = chart.configuration
    let places = AxisPositions(chart)
    let series = Self.series(of: chart)
    let slots = distinct(chart.marks.compactMap { $0.position?.plotted.text })
    var marks = chart.marks.map { mark in
      let name = mark.style.flatMap { $0.plotted.number == nil ? $0.plotted.text : nil } ?? ""
      return ResolvedMark(
        source: mark,
        x: mark.x.map(places.xSpan),
        y: mark.y.map(places.ySpan),
        series: series.firstIndex { $0.name.hasSameBytes(as: name) } ?? 0,
        shade: mark.style?.plotted.number,
        slot: mark.position.flatMap { position in
          slots.firstIndex { $0.hasSameBytes(as: position.plotted.text) }
        } ?? 0,
        isHorizontal: mark.x?.end != nil && mark.y?.end == nil
          || places.yCategories != nil && places.xCategories == nil
      )
    }
    Stacking.apply(to: &marks)
    self.configuration = configuration
    self.marks = marks
    self.series = series
    slotCount = max(1, slots.count)
    let xScale =
      places.xCategories.map(ChartScale.categories) ?? Self.xScale(marks, configuration.x)
    let yScale =
      places.yCategories.map(ChartScale.categories) ?? Self.yScale(marks, configuration.y)
    self.xScale = xScale
    self.yScale = yScale
    let boxes = marks.filter { $0.source.kind == .bar || $0.source.kind == .rectangle }
    xBand = Bars.band(of: boxes.compactMap { $0.x?.start }, on: xScale)
    yBand = Bars.band(of: boxes.compactMap { $0.y?.start }, on: yScale)
    largestShade = marks.compactMap { $0.shade }.filter { $0.isFinite }.map(abs).max() ?? 0
    xIsWhole = places.areWhole { $0.x }
    yIsWhole = places.areWhole { $0.y }
    xLabel = configuration.x.label ?? places.label { $0.x?.start.label }
    yLabel = configuration.y.label ?? places.label { $0.y?.start.label }
  }

  /// The ticks of the horizontal axis; only integers if all its values are integers.
  func xTicks(limit: Int) -> [AxisTick] {
    xScale.ticks(limit: limit).filter {
      !xIsWhole || xScale.isCategorical || !$0.label.hasPoint
    }
  }

  /// The ticks of the vertical axis; only integers if all its values are integers.
  func yTicks(limit: Int) -> [AxisTick] {
    yScale.ticks(limit: limit).filter {
      !yIsWhole || yScale.isCategorical || !$0.label.hasPoint
    }
  }

  /// Whether there is nothing to draw.
  var isEmpty: Bool {
    !marks.contains { mark in
      (mark.x.map { xScale.position(of: $0.end) != nil } ?? true)
        && (mark.y.map { yScale.position(of: $0.end) != nil } ?? true)
    }
  }

  private static func series(of chart: Chart) -> [ChartSeries] {
    let names = distinct(
      chart.marks.map { mark in
        mark.style.flatMap { $0.plotted.number == nil ? $0.plotted.text : nil } ?? ""
      }
    )
    let all = SeriesStyle.allCases
    let given = chart.configuration.styles
    let taken = given.map { $0.style }
    let free = all.filter { !taken.contains($0) }
    var next = 0
    return names.map { name in
      if let index = given.firstIndex(where: { $0.name.hasSameBytes(as: name) }) {
        // A list of more than eight names repeats the styles, with other dashes.
        let style = given[index].style
        let round = given[..<index].filter { $0.style == style }.count
        return ChartSeries(name: name, style: style, dashes: dashes(of: style, round: round))
      }
      let pool = next < free.count ? free : all
      let place = next < free.count ? next : next - free.count
      let round = next < free.count ? 0 : 1 + place / all.count
      next += 1
      let style = pool[place % pool.count]
      return ChartSeries(name: name, style: style, dashes: dashes(of: style, round: round))
    }
  }

  private static func dashes(of style: SeriesStyle, round: Int) -> String? {
    let all = SeriesStyle.allCases
    guard round > 0, let index = all.firstIndex(of: style) else { return style.dashes }
    return all[(index + round) % all.count].dashes
  }

  private static func xScale(
    _ marks: [ResolvedMark],
    _ axis: ChartConfiguration.Axis
  ) -> ChartScale {
    var extent = ChartScale.Extent()
    // Horizontal bars end at round numbers; other marks end with the data.
    let lies = marks.contains { $0.source.kind == .bar && $0.isHorizontal }
    let hasBoxes = marks.contains {
      $0.source.kind == .bar && !$0.isHorizontal
        || $0.source.kind == .rectangle && $0.source.x?.end == nil
    }
    extent.includesZero = lies
    extent.isRounded = lies || axis.type == .log && !hasBoxes
    extent.margin = marks.contains { $0.source.kind == .point } ? 0.025 : 0
    let isPadded = hasBoxes && axis.type == .linear
    let padding = isPadded ? Bars.smallestGap(marks.compactMap { $0.x?.start }) / 2 : 0
    gather(marks.compactMap { $0.x }, padding, axis, into: &extent)
    return ChartScale(axis, showing: extent, ticks: 7)
  }

  private static func yScale(
    _ marks: [ResolvedMark],
    _ axis: ChartConfiguration.Axis
  ) -> ChartScale {
    var extent = ChartScale.Extent()
    extent.reachesForZero = marks.contains { $0.source.kind != .rectangle }
    extent.includesZero = marks.contains {
      $0.source.kind == .bar && !$0.isHorizontal
        || $0.source.kind == .area && $0.source.y?.end == nil
    }
    let isCell = marks.contains { $0.source.kind == .rectangle && $0.source.y?.end == nil }
    let cell =
      isCell && axis.type == .linear ? Bars.smallestGap(marks.compactMap { $0.y?.start }) / 2 : 0
    if isCell { extent.isRounded = false }
    gather(marks.compactMap { $0.y }, cell, axis, into: &extent)
    return ChartScale(axis, showing: extent, ticks: 6)
  }

  private static func gather(
    _ spans: [ResolvedMark.Span],
    _ padding: Double,
    _ axis: ChartConfiguration.Axis,
    into extent: inout ChartScale.Extent
  ) {
    for span in spans {
      for value in [span.start, span.end]
      where value.isFinite && (axis.type == .linear || value > 0) {
        extent.include(value - padding)
        extent.include(value + padding)
      }
    }
  }
}

/// The distinct values in order of first appearance.
///
/// - Complexity: O(n·d) for d distinct ones, which a chart has few of.
func distinct(_ values: [String]) -> [String] {
  var found: [String] = []
  for value in values where !found.contains(where: { $0.hasSameBytes(as: value) }) {
    found.append(value)
  }
  return found
}

extension String {
  /// Whether another text has the same bytes: unlike `==`, this needs no tables of Unicode, which a page's program
  /// would have to bring along.
  func hasSameBytes(as other: String) -> Bool { utf8.elementsEqual(other.utf8) }

  /// Whether it has a decimal point.
  fileprivate var hasPoint: Bool { utf8.contains(UInt8(ascii: ".")) }
}
