/// The points of one line or area, in order, broken where a value has no place.
struct SeriesCurve {
  /// The maximum number of points for a line to show each of them with a symbol.
  static let symbolLimit = 12

  /// A point in the unit square, and for an area also its lower edge.
  struct Point {
    let x: Double
    let y: Double
    let base: Double
  }

  let series: Int
  let kind: ChartMark.Kind
  let isStacked: Bool
  let showsSymbols: Bool
  let segments: [[Point]]

  var points: [Point] { segments.flatMap { $0 } }

  /// The lines and areas of a chart, in the order in which they begin.
  ///
  /// Complexity: O(n·c) for n marks and c curves.
  static func all(in chart: ResolvedChart) -> [SeriesCurve] {
    var curves: [(series: Int, group: String, isArea: Bool, marks: [ResolvedMark])] = []
    for mark in chart.marks where mark.source.kind == .line || mark.source.kind == .area {
      let isArea = mark.source.kind == .area
      let index = curves.firstIndex {
        $0.series == mark.series && $0.isArea == isArea && $0.group.hasSameBytes(as: mark.group)
      }
      if let index {
        curves[index].marks.append(mark)
      } else {
        curves.append((mark.series, mark.group, isArea, [mark]))
      }
    }
    return curves.map { SeriesCurve($0.marks, series: $0.series, in: chart) }
  }

  private init(_ marks: [ResolvedMark], series: Int, in chart: ResolvedChart) {
    self.series = series
    kind = marks.first?.source.kind ?? .line
    isStacked =
      marks.contains { $0.source.kind == .area && $0.source.stacking == .standard }
      && Set(chart.marks.filter { $0.source.kind == .area }.map { $0.series }).count > 1
    showsSymbols =
      kind == .line
      && (marks.count <= Self.symbolLimit || marks.contains { $0.source.showsSymbols })
    var segments: [[Point]] = [[]]
    for mark in marks {
      if let point = Self.point(of: mark, in: chart) {
        segments[segments.count - 1].append(point)
      } else {
        segments.append([])
      }
    }
    self.segments = segments.filter { !$0.isEmpty }
  }

  private static func point(of mark: ResolvedMark, in chart: ResolvedChart) -> Point? {
    guard let x = mark.x, let y = mark.y, let xPosition = chart.xScale.position(of: x.start),
      let yPosition = chart.yScale.position(of: y.end)
    else { return nil }
    guard mark.source.kind == .area else { return Point(x: xPosition, y: yPosition, base: 0) }
    // On a logarithmic axis, an area from zero begins at the edge.
    guard let base = chart.yScale.position(of: y.start) ?? (y.start == 0 ? 0 : nil) else {
      return nil
    }
    return Point(x: xPosition, y: yPosition, base: base)
  }
}
