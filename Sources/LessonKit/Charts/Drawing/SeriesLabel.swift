/// A series' name, written at the end of its line or at its highest point.
struct SeriesLabel {
  let series: ChartSeries
  let anchor: String
  /// The position of the text's baseline, relative to the top of the plot.
  let x: Double
  let y: Double
  /// The end of the line.
  let end: (x: Double, y: Double)

  /// The placement of the names of a chart's series.
  struct Plan {
    let isAtEnds: Bool
    /// The space they need at the right.
    let margin: Double

    /// The labels, in coordinates relative to the top of the plot.
    func placed(
      in frame: PlotFrame,
      _ chart: ResolvedChart,
      _ canvas: ChartCanvas
    ) -> [SeriesLabel] {
      isAtEnds
        ? SeriesLabel.atEnds(of: chart, on: canvas, in: frame).labels
        : SeriesLabel.atPeaks(of: chart, on: canvas, in: frame)
    }
  }

  /// `nil` if the names do not fit beside the lines; then a legend names the series.
  static func labels(of chart: ResolvedChart, on canvas: ChartCanvas, in frame: PlotFrame) -> Plan?
  {
    let curves = named(chart)
    let names = chart.series.map { $0.name }.filter { !$0.isEmpty }
    let widths = names.map { TextMetrics.width(of: $0, size: canvas.type, isBold: true) }
    guard chart.configuration.legend == .automatic, !names.isEmpty, names.count <= 8,
      chart.marks.allSatisfy({ [.line, .area, .rule, .point].contains($0.source.kind) }),
      distinct(curves.map { chart.series[$0.series].name }).count == names.count,
      curves.allSatisfy({ !$0.isStacked }), (widths.max() ?? 0) <= canvas.width * 0.24
    else { return nil }
    let ends = curves.compactMap { $0.points.last }
    let margin = (widths.max() ?? 0) + 14
    var narrower = frame
    narrower.width = canvas.width - frame.left - margin
    if ends.allSatisfy({ $0.x > 0.9 && ChartScale.isVisible($0.y) }) {
      let placed = atEnds(of: chart, on: canvas, in: narrower)
      if placed.shift <= canvas.type * 0.8 { return Plan(isAtEnds: true, margin: margin) }
    }
    let peaks = atPeaks(of: chart, on: canvas, in: frame)
    return peaks.count == names.count ? Plan(isAtEnds: false, margin: 0) : nil
  }

  /// The last line or area of each named series, preferring lines.
  private static func named(_ chart: ResolvedChart) -> [SeriesCurve] {
    let curves = SeriesCurve.all(in: chart).filter { !$0.points.isEmpty }
    return chart.series.indices.filter { !chart.series[$0].name.isEmpty }.compactMap { index in
      let own = curves.filter { $0.series == index }
      return own.last { $0.kind == .line } ?? own.last
    }
  }

  /// Labels at the right, moved apart if they would touch, and the longest distance moved.
  static func atEnds(
    of chart: ResolvedChart,
    on canvas: ChartCanvas,
    in frame: PlotFrame
  ) -> (labels: [SeriesLabel], shift: Double) {
    let room = canvas.line * 0.92
    let ends = named(chart).compactMap { curve in
      curve.points.last.map { point in
        (
          series: chart.series[curve.series],
          end: (x: frame.x(point.x), y: frame.y(point.y, in: chart.yScale) - frame.top)
        )
      }
    }.sorted {
      $0.end.y == $1.end.y
        ? $0.series.name.utf8.lexicographicallyPrecedes($1.series.name.utf8) : $0.end.y < $1.end.y
    }
    var places = ends.map { $0.end.y }
    for _ in 0..<20 {
      for index in places.indices.dropFirst() {
        let overlap = room - (places[index] - places[index - 1])
        guard overlap > 0.01 else { continue }
        places[index - 1] -= overlap / 2
        places[index] += overlap / 2
      }
    }
    let shift = zip(places, ends).map { abs($0 - $1.end.y) }.max() ?? 0
    let labels = zip(ends, places).map { end, place in
      SeriesLabel(
        series: end.series,
        anchor: "start",
        x: frame.right + 11,
        y: place + canvas.type * 0.35,
        end: end.end
      )
    }
    return (labels, shift)
  }

  /// Labels above the highest points; none if they would touch each other or a line.
  static func atPeaks(
    of chart: ResolvedChart,
    on canvas: ChartCanvas,
    in frame: PlotFrame
  ) -> [SeriesLabel] {
    let curves = named(chart)
    func place(_ point: SeriesCurve.Point) -> (x: Double, y: Double) {
      (frame.x(point.x), frame.y(point.y, in: chart.yScale) - frame.top)
    }
    var boxes: [(left: Double, right: Double, top: Double, bottom: Double)] = []
    var labels: [SeriesLabel] = []
    for curve in curves {
      guard let peak = curve.points.max(by: { $0.y < $1.y }).map(place), peak.y > -1 else {
        return []
      }
      let series = chart.series[curve.series]
      let half = TextMetrics.width(of: series.name, size: canvas.type, isBold: true) / 2
      let x = min(max(peak.x, frame.left + half), frame.right - half)
      let y = peak.y - 7
      let box = (left: x - half - 4, right: x + half + 4, top: y - canvas.type, bottom: y + 3)
      let isTouched =
        boxes.contains {
          $0.left < box.right && box.left < $0.right && $0.top < box.bottom && box.top < $0.bottom
        }
        || curves.contains { other in
          other.points.lazy.map(place).contains {
            $0.x > box.left && $0.x < box.right && $0.y > box.top && $0.y < box.bottom
          }
        }
      guard !isTouched else { return [] }
      boxes.append(box)
      labels.append(SeriesLabel(series: series, anchor: "middle", x: x, y: y, end: peak))
    }
    return labels
  }
}
