/// Where the parts of a chart stand on a canvas.
struct ChartLayout {
  let chart: ResolvedChart
  let canvas: ChartCanvas
  let frame: PlotFrame
  /// The height of the whole drawing.
  let height: Double
  let titleLines: [String]
  let legend: [[LegendEntry]]
  let labels: [SeriesLabel]
  let xTicks: [AxisTick]
  let yTicks: [AxisTick]
  /// Whether the labels of the horizontal axis lean, for want of room.
  let isLeaning: Bool

  /// A leaning label's rise, for a slope of 35°.
  static let leaningSine = 0.574

  init(_ chart: ResolvedChart, on canvas: ChartCanvas) {
    self.chart = chart
    self.canvas = canvas
    let titleLines = chart.configuration.title.map {
      TextMetrics.lines($0, width: canvas.width, size: canvas.type + 1, isBold: true)
    } ?? []
    let plotHeight = Self.plotHeight(chart, canvas)
    let yTicks = chart.yScale.ticks(limit: max(2, Int(plotHeight / 46) + 1)).map {
      AxisTick(
        value: $0.value,
        label: TextMetrics.fitted($0.label, width: canvas.width * 0.36, size: canvas.type)
      )
    }
    let widest = yTicks.map { TextMetrics.width(of: $0.label, size: canvas.type) }.max() ?? 0
    var frame = PlotFrame(left: widest + 8, top: 0, width: 0, height: plotHeight)

    let right = Self.lastTickOverhang(chart, canvas)
    frame.width = canvas.width - frame.left - right
    let labels = SeriesLabel.labels(of: chart, on: canvas, in: frame)
    if let labels { frame.width = canvas.width - frame.left - max(right, labels.margin) }
    self.labels = labels?.placed(in: frame, chart, canvas) ?? []
    let needsLegend = labels == nil && chart.configuration.legend != .hidden
    legend = needsLegend ? LegendEntry.rows(of: chart, on: canvas) : []

    frame.top = Double(titleLines.count) * canvas.line * 1.1 + Double(legend.count) * canvas.line * 1.2
    if !titleLines.isEmpty || !legend.isEmpty { frame.top += canvas.gap * 0.6 }
    if !chart.yLabel.isEmpty { frame.top += canvas.line + 4 }
    frame.top += canvas.type * 0.7

    let (ticks, isLeaning) = Self.xTicks(chart, canvas, frame)
    xTicks = ticks
    self.isLeaning = isLeaning
    var bottom = canvas.line + 8
    if isLeaning {
      let longest = ticks.map { TextMetrics.width(of: $0.label, size: canvas.type) }.max() ?? 0
      bottom = longest * Self.leaningSine + canvas.line + 4
    }
    if !chart.xLabel.isEmpty { bottom += canvas.line }
    self.titleLines = titleLines
    self.yTicks = yTicks
    self.frame = frame
    height = (frame.bottom + bottom).rounded(.up)
  }

  private static func plotHeight(_ chart: ResolvedChart, _ canvas: ChartCanvas) -> Double {
    guard case .categories(let rows) = chart.yScale else { return canvas.plotHeight }
    let isHeatMap = chart.marks.contains { $0.shade != nil }
    let bars = Double(chart.slotCount)
    let row = isHeatMap ? canvas.rowHeight * 1.3 : canvas.rowHeight * max(1, bars * 0.75)
    return max(60, Double(rows.count) * row)
  }

  /// Room at the right for half of the last label.
  private static func lastTickOverhang(_ chart: ResolvedChart, _ canvas: ChartCanvas) -> Double {
    guard !chart.xScale.isCategorical, let last = chart.xScale.ticks(limit: 5).last else { return 4 }
    return max(6, TextMetrics.width(of: last.label, size: canvas.type) / 2 + 2)
  }

  /// As many ticks as stand beside each other without touching; categories lean if they must.
  private static func xTicks(
    _ chart: ResolvedChart,
    _ canvas: ChartCanvas,
    _ frame: PlotFrame
  ) -> ([AxisTick], Bool) {
    func fits(_ ticks: [AxisTick]) -> Bool {
      zip(ticks, ticks.dropFirst()).allSatisfy { first, second in
        guard let start = chart.xScale.position(of: first.value),
          let end = chart.xScale.position(of: second.value)
        else { return false }
        let room = (end - start) * frame.width
        let widths = TextMetrics.width(of: first.label, size: canvas.type)
          + TextMetrics.width(of: second.label, size: canvas.type)
        return widths / 2 + canvas.gap <= room
      }
    }
    if chart.xScale.isCategorical {
      let ticks = chart.xScale.ticks(limit: .max)
      guard !fits(ticks) else { return (ticks, false) }
      return (
        ticks.map {
          let label = TextMetrics.fitted($0.label, width: canvas.width * 0.3, size: canvas.type)
          return AxisTick(value: $0.value, label: label)
        }, true
      )
    }
    for limit in stride(from: Int(frame.width / 60) + 1, to: 2, by: -1) {
      let ticks = chart.xScale.ticks(limit: limit)
      if fits(ticks) { return (ticks, false) }
    }
    return (chart.xScale.ticks(limit: 2), false)
  }

  /// The coordinates of a place given in values; `nil` where a value has none.
  func point(_ x: Double, _ y: Double) -> (x: Double, y: Double)? {
    guard let xPosition = chart.xScale.position(of: x), let yPosition = chart.yScale.position(of: y)
    else { return nil }
    return (frame.x(xPosition), frame.y(yPosition, in: chart.yScale))
  }
}
