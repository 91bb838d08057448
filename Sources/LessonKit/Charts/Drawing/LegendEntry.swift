/// A series in the legend: a sample of its style, and its name.
struct LegendEntry {
  let series: ChartSeries
  let index: Int
  let sample: Sample
  /// The horizontal position of the sample.
  let x: Double

  enum Sample: Sendable, Equatable {
    case line(hasSymbol: Bool)
    case swatch
    case symbol

    var width: Double {
      self == .line(hasSymbol: true) || self == .line(hasSymbol: false) ? 30 : 14
    }
  }

  /// The entries of all named series, in rows that fit the canvas.
  static func rows(of chart: ResolvedChart, on canvas: ChartCanvas) -> [[LegendEntry]] {
    var rows: [[LegendEntry]] = []
    var x = 0.0
    for (index, series) in chart.series.enumerated() where !series.name.isEmpty {
      let marks = chart.marks.filter { $0.series == index && $0.source.kind != .rule }
      guard !marks.isEmpty || chart.marks.contains(where: { $0.series == index }) else { continue }
      let sample = sample(of: marks)
      let limit = canvas.width - sample.width - 6
      let name = TextMetrics.fitted(series.name, width: limit, size: canvas.type)
      let width = sample.width + 6 + TextMetrics.width(of: name, size: canvas.type)
      if rows.isEmpty || x + width > canvas.width {
        rows.append([])
        x = 0
      }
      let shown = ChartSeries(name: name, style: series.style, dashes: series.dashes)
      rows[rows.count - 1].append(LegendEntry(series: shown, index: index, sample: sample, x: x))
      x += width + canvas.gap * 2
    }
    return rows
  }

  private static func sample(of marks: [ResolvedMark]) -> Sample {
    let kinds = marks.map { $0.source.kind }
    if kinds.contains(.bar) || kinds.contains(.rectangle) { return .swatch }
    if kinds.contains(.line) {
      let hasSymbol =
        kinds.contains(.point) || marks.contains { $0.source.showsSymbols }
        || kinds.count <= SeriesCurve.symbolLimit
      return .line(hasSymbol: hasSymbol)
    }
    if kinds.contains(.area) {
      let isStacked = marks.contains { $0.source.stacking == .standard }
      return isStacked ? .swatch : .line(hasSymbol: false)
    }
    return kinds.contains(.point) ? .symbol : .line(hasSymbol: false)
  }
}
