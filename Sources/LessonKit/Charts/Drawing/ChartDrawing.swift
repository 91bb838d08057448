/// A chart as SVG, on one canvas.
struct ChartDrawing {
  let layout: ChartLayout
  let identifier: String

  var chart: ResolvedChart { layout.chart }
  var canvas: ChartCanvas { layout.canvas }
  var frame: PlotFrame { layout.frame }

  /// The drawing. It has no fixed size but fills its column; colours are the page's tokens.
  func svg(title: String, description: String) -> String {
    let names = ("\(identifier)-t", "\(identifier)-d")
    return SVGElement(
      "svg",
      [
        ("xmlns", "http://www.w3.org/2000/svg"),
        ("viewBox", "0 0 \(coordinate(canvas.width)) \(coordinate(layout.height))"),
        ("role", "img"), ("aria-labelledby", "\(names.0) \(names.1)"),
        ("font-family", "var(--font-ui, system-ui, sans-serif)"),
        ("font-size", coordinate(canvas.type)), ("fill", Ink.soft),
      ],
      [
        SVGElement("title", [("id", names.0)], text: title),
        SVGElement("desc", [("id", names.1)], text: description),
      ] + definitions + heading + legend + grid + marks + axes + labels + annotations
    ).markup
  }

  /// The hatchings of series that fill an area, and the plot's clipping outline if data leaves it.
  private var definitions: [SVGElement] {
    let filled = chart.series.indices.filter { index in
      chart.marks.contains { $0.series == index && fills($0) }
    }
    var elements = filled.compactMap(pattern)
    if leavesFrame {
      let outline = SVGElement.rectangle(
        x: frame.left,
        y: frame.top - 2,
        width: frame.width,
        height: frame.height + 4,
        []
      )
      elements.append(SVGElement("clipPath", [("id", "\(identifier)-c")], [outline]))
    }
    return elements.isEmpty ? [] : [SVGElement("defs", [], elements)]
  }

  private func fills(_ mark: ResolvedMark) -> Bool {
    switch mark.source.kind {
    case .bar: true
    case .rectangle: mark.shade == nil && mark.source.style != nil
    case .area: mark.source.stacking == .standard
    case .line, .point, .rule: false
    }
  }

  /// Whether a line or an area extends beyond the axes.
  var leavesFrame: Bool {
    SeriesCurve.all(in: chart).contains { curve in
      curve.points.contains { !ChartScale.isVisible($0.x) || !ChartScale.isVisible($0.y) }
    }
  }

  private func pattern(_ index: Int) -> SVGElement? {
    let series = chart.series[index]
    guard let path = series.style.hatching else { return nil }
    let isDotted = series.style == .green
    return SVGElement(
      "pattern",
      [
        ("id", "\(identifier)-\(index)"), ("width", "8"), ("height", "8"),
        ("patternUnits", "userSpaceOnUse"),
      ],
      [
        SVGElement(
          "rect",
          [
            ("width", "8"), ("height", "8"), ("fill", series.style.color), ("fill-opacity", "0.22"),
          ]
        ),
        SVGElement(
          "path",
          [
            ("d", path), ("stroke", series.style.color), ("stroke-width", isDotted ? "2.8" : "1.7"),
            ("stroke-linecap", isDotted ? "round" : "butt"),
          ]
        ),
      ]
    )
  }

  /// The fill of a series' bars: its hatching or its colour.
  func fill(_ index: Int) -> String {
    let style = chart.series[index].style
    return style.hatching == nil ? style.color : "url(#\(identifier)-\(index))"
  }
}
