/// The positions of a chart's parts on a canvas.
struct ChartLayout {
  let chart: ResolvedChart
  let canvas: ChartCanvas
  let frame: PlotFrame
  /// The height of the whole drawing.
  let height: Double
  let titleLines: [String]
  let legend: [[LegendEntry]]
  let labels: [SeriesLabel]
  let ruleLabels: [RuleLabel]
  let xTicks: [AxisTick]
  /// The labels of the horizontal axis, each broken into lines.
  let xLabels: [[String]]
  let yTicks: [AxisTick]
  /// The slope of the horizontal axis labels, if they do not fit upright.
  let slope: LabelSlope?

  init(_ chart: ResolvedChart, on canvas: ChartCanvas) {
    self.chart = chart
    self.canvas = canvas
    let titleLines =
      chart.configuration.title.map {
        TextMetrics.lines($0, width: canvas.width, size: canvas.type + 1, isBold: true)
      } ?? []
    let plotHeight = Self.plotHeight(chart, canvas)
    let yTicks = chart.yTicks(limit: max(2, Int(plotHeight / 56) + 1)).map {
      AxisTick(
        value: $0.value,
        label: TextMetrics.fitted($0.label, width: canvas.width * 0.36, size: canvas.type)
      )
    }
    let widest = yTicks.map { TextMetrics.width(of: $0.label, size: canvas.type) }.max() ?? 0
    var frame = PlotFrame(left: widest + 8, top: 0, width: 0, height: plotHeight)

    let right = max(Self.lastTickOverhang(chart, canvas), Self.barTextRoom(chart, canvas))
    frame.width = canvas.width - frame.left - right
    let labels = SeriesLabel.labels(of: chart, on: canvas, in: frame)
    if let labels { frame.width = canvas.width - frame.left - max(right, labels.margin) }
    self.labels = labels?.placed(in: frame, chart, canvas) ?? []
    let needsLegend = labels == nil && chart.configuration.legend != .hidden
    legend = needsLegend ? LegendEntry.rows(of: chart, on: canvas) : []

    frame.top =
      Double(titleLines.count) * canvas.line * 1.1 + Double(legend.count) * canvas.line * 1.2
    if !titleLines.isEmpty || !legend.isEmpty { frame.top += canvas.gap * 0.6 }
    if !chart.yLabel.isEmpty { frame.top += canvas.line + 4 }
    frame.top += canvas.type * 0.7
    let ruleLabels = RuleLabel.labels(of: chart, on: canvas, in: frame)
    frame.top += Double(ruleLabels.map { $0.row + 1 }.max() ?? 0) * canvas.line
    self.ruleLabels = ruleLabels

    xTicks = Self.xTicks(chart, canvas, frame)
    let broken = chart.xScale.isCategorical ? Self.broken(xTicks, canvas, frame) : nil
    let slope: LabelSlope? =
      chart.xScale.isCategorical && broken == nil
      ? LabelSlope(room: frame.width * Bars.band(of: [], on: chart.xScale), canvas) : nil
    xLabels =
      broken
      ?? xTicks.map { tick in
        guard let slope else { return [tick.label] }
        let x = frame.x(chart.xScale.position(of: tick.value) ?? 0)
        let limit = min(canvas.width * 0.4, (x - 2) / slope.cosine)
        return [TextMetrics.fitted(tick.label, width: limit, size: canvas.type)]
      }
    self.slope = slope
    var bottom = Double(xLabels.map { $0.count }.max() ?? 1) * canvas.line + 8
    if let slope {
      let longest = xLabels.joined().map { TextMetrics.width(of: $0, size: canvas.type) }.max() ?? 0
      bottom = longest * slope.sine + canvas.line + 4
    }
    if !chart.xLabel.isEmpty { bottom += canvas.line }
    self.titleLines = titleLines
    self.yTicks = yTicks
    self.frame = frame
    height = Double(wholePart(of: frame.bottom + bottom) + 1)
  }

  private static func plotHeight(_ chart: ResolvedChart, _ canvas: ChartCanvas) -> Double {
    guard !chart.isEmpty else { return canvas.plotHeight / 2 }
    guard case .categories(let rows) = chart.yScale else { return canvas.plotHeight }
    let isHeatMap = chart.marks.contains { $0.shade != nil }
    let bars = Double(chart.slotCount)
    let row = isHeatMap ? canvas.rowHeight * 1.3 : canvas.rowHeight * max(1, bars * 0.75)
    return max(60, Double(rows.count) * row)
  }

  /// The space at the right for half of the last label.
  private static func lastTickOverhang(_ chart: ResolvedChart, _ canvas: ChartCanvas) -> Double {
    guard !chart.xScale.isCategorical, let last = chart.xTicks(limit: 5).last else {
      return 4
    }
    return max(6, TextMetrics.width(of: last.label, size: canvas.type) / 2 + 2)
  }

  /// The space at the right for the texts of horizontal bars.
  private static func barTextRoom(_ chart: ResolvedChart, _ canvas: ChartCanvas) -> Double {
    let texts = chart.marks.filter { $0.source.kind == .bar && $0.isHorizontal }
      .compactMap { $0.source.annotation }
    let widths = texts.map { TextMetrics.width(of: $0, size: canvas.type) + 8 }
    return min(widths.max() ?? 0, canvas.width * 0.25)
  }

  /// Categories broken into up to three lines to fit side by side; `nil` if they do not fit.
  private static func broken(
    _ ticks: [AxisTick],
    _ canvas: ChartCanvas,
    _ frame: PlotFrame
  ) -> [[String]]? {
    let room = frame.width / Double(max(1, ticks.count)) - canvas.gap
    let labels = ticks.map {
      TextMetrics.lines($0.label, width: room, size: canvas.type, isBold: false)
    }
    let fits = labels.allSatisfy { lines in
      lines.count <= 3
        && lines.allSatisfy { TextMetrics.width(of: $0, size: canvas.type) <= room }
    }
    return fits ? labels : nil
  }

  /// As many ticks as fit side by side without touching; always all categories.
  private static func xTicks(
    _ chart: ResolvedChart,
    _ canvas: ChartCanvas,
    _ frame: PlotFrame
  ) -> [AxisTick] {
    func fits(_ ticks: [AxisTick]) -> Bool {
      zip(ticks, ticks.dropFirst()).allSatisfy { first, second in
        guard let start = chart.xScale.position(of: first.value),
          let end = chart.xScale.position(of: second.value)
        else { return false }
        let widths = [first, second].map { TextMetrics.width(of: $0.label, size: canvas.type) }
        return (widths[0] + widths[1]) / 2 + canvas.gap <= (end - start) * frame.width
      }
    }
    guard !chart.xScale.isCategorical else { return chart.xTicks(limit: .max) }
    for limit in stride(from: Int(frame.width / 60) + 1, to: 2, by: -1) {
      let ticks = chart.xTicks(limit: limit)
      if fits(ticks) { return ticks }
    }
    return chart.xTicks(limit: 2)
  }

  /// The baseline of a rule's text.
  func baseline(of label: RuleLabel) -> Double { frame.top - Double(label.row) * canvas.line - 5 }
}
