extension ChartDrawing {
  /// The data in the given order; a line or area is drawn as a whole, at its first point.
  var marks: [SVGElement] {
    let curves = SeriesCurve.all(in: chart)
    let areas = curves.filter { $0.kind == .area }
    var elements = chart.marks.flatMap { mark -> [SVGElement] in
      mark.source.kind == .rectangle ? rectangle(mark) : []
    }
    let clipped = (areas + curves.filter { $0.kind == .line }).flatMap(drawn)
    let clip = leavesFrame ? [("clip-path", "url(#\(identifier)-c)")] : []
    elements += chart.marks.flatMap { $0.source.kind == .bar ? bar($0) : [] }
    if !clipped.isEmpty { elements.append(SVGElement("g", clip, clipped)) }
    elements += chart.marks.flatMap { mark -> [SVGElement] in
      switch mark.source.kind {
      case .rule: rule(mark)
      case .point: point(mark)
      case .area, .bar, .line, .rectangle: []
      }
    }
    return elements
  }

  private func place(_ point: SeriesCurve.Point) -> (x: Double, y: Double) {
    (frame.x(point.x), frame.y(point.y, in: chart.yScale))
  }

  private func path(_ points: [(x: Double, y: Double)]) -> String {
    points.enumerated().map {
      ($0.offset == 0 ? "M" : "L") + coordinate($0.element.x) + " " + coordinate($0.element.y)
    }.joined()
  }

  private func drawn(_ curve: SeriesCurve) -> [SVGElement] {
    let series = chart.series[curve.series]
    var elements: [SVGElement] = []
    if curve.kind == .area {
      let outline = curve.segments.map { segment in
        let lower = segment.reversed().map {
          (x: frame.x($0.x), y: frame.y($0.base, in: chart.yScale))
        }
        return path(segment.map(place) + lower) + "Z"
      }.joined()
      let paint = curve.isStacked ? fill(curve.series) : series.style.color
      let opacity = curve.isStacked ? "1" : "0.14"
      elements.append(
        SVGElement("path", [("d", outline), ("fill", paint), ("fill-opacity", opacity)])
      )
    }
    let lines = curve.segments.filter { $0.count > 1 }.map { path($0.map(place)) }.joined()
    if !lines.isEmpty {
      var attributes = [("d", lines)] + stroke(series) + [("stroke-linejoin", "round")]
      if curve.isStacked {
        attributes = attributes.filter { !$0.0.hasSameBytes(as: "stroke-dasharray") }
      }
      elements.append(SVGElement("path", attributes))
    }
    // A point between two gaps has no line; its symbol keeps it visible.
    let symbols =
      curve.showsSymbols ? curve.points : curve.segments.filter { $0.count == 1 }.flatMap { $0 }
    let visible = symbols.filter { ChartScale.isVisible($0.x) && ChartScale.isVisible($0.y) }
    return elements + visible.map { symbol(series.style, at: place($0)) }
  }

  private func point(_ mark: ResolvedMark) -> [SVGElement] {
    guard let position = visiblePlace(mark) else { return [] }
    return [symbol(chart.series[mark.series].style, at: position)]
  }

  /// The coordinates of a mark's end, unless they are outside the plot.
  func visiblePlace(_ mark: ResolvedMark) -> (x: Double, y: Double)? {
    guard let x = mark.x.flatMap({ chart.xScale.position(of: $0.end) }),
      let y = mark.y.flatMap({ chart.yScale.position(of: $0.end) }), ChartScale.isVisible(x),
      ChartScale.isVisible(y)
    else { return nil }
    return (frame.x(x), frame.y(y, in: chart.yScale))
  }

  private func bar(_ mark: ResolvedMark) -> [SVGElement] {
    guard let box = box(of: mark) else { return [] }
    let series = chart.series[mark.series]
    let attributes = [("fill", fill(mark.series)), ("stroke", series.style.color)]
    return [
      .rectangle(x: box.left, y: box.top, width: box.width, height: box.height, attributes)
    ]
  }

  private func rectangle(_ mark: ResolvedMark) -> [SVGElement] {
    guard let box = box(of: mark) else { return [] }
    var paint: [(String, String)]
    if let shade = mark.shade {
      let largest = chart.largestShade
      let share = shade.isFinite && largest > 0 ? abs(shade / largest) : 0
      let token = shade < 0 ? "var(--chart-below, #f0ad72)" : "var(--chart-above, #86bbe6)"
      paint = [("fill", token), ("fill-opacity", coordinate(0.06 + 0.94 * share))]
      if !shade.isFinite { paint += [("stroke", Ink.soft), ("stroke-dasharray", "3 3")] }
    } else if mark.source.style != nil {
      paint = [("fill", fill(mark.series)), ("stroke", chart.series[mark.series].style.color)]
    } else {
      paint = [("fill", Ink.soft), ("fill-opacity", "0.12")]
    }
    return [.rectangle(x: box.left, y: box.top, width: box.width, height: box.height, paint)]
  }

  private func rule(_ mark: ResolvedMark) -> [SVGElement] {
    guard var ends = ruleEnds(mark) else { return [] }
    if mark.y == nil, let label = layout.ruleLabels.first(where: { $0.isOf(mark) }) {
      ends = ((ends.0.x, layout.baseline(of: label) + 4), (ends.0.x, frame.bottom))
    }
    guard mark.source.style == nil else {
      return [.line(ends.0, ends.1, stroke(chart.series[mark.series]))]
    }
    // A rule that spans the plot is dashed; one with its own ends, such as an error bar, is not.
    let spans = mark.x == nil || mark.y == nil
    let paint = [("stroke", Ink.strong), ("stroke-width", "1.25")]
    return [.line(ends.0, ends.1, paint + (spans ? [("stroke-dasharray", "4 3")] : []))]
  }

  /// The ends of a rule; `nil` if it is not in the plot.
  func ruleEnds(_ mark: ResolvedMark) -> ((x: Double, y: Double), (x: Double, y: Double))? {
    func places(_ span: ResolvedMark.Span?, _ scale: ChartScale) -> (Double, Double)? {
      guard let span else { return (0, 1) }
      guard let start = scale.position(of: span.start), let end = scale.position(of: span.end),
        ChartScale.isVisible(max(start, end)) || ChartScale.isVisible(min(start, end))
      else { return nil }
      return (max(0, min(1, start)), max(0, min(1, end)))
    }
    guard let x = places(mark.x, chart.xScale), let y = places(mark.y, chart.yScale) else {
      return nil
    }
    return (
      (frame.x(x.0), frame.y(y.0, in: chart.yScale)), (frame.x(x.1), frame.y(y.1, in: chart.yScale))
    )
  }
}
