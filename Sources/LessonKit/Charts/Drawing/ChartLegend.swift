extension ChartDrawing {
  /// Samples of the series with their names, above the plot.
  var legend: [SVGElement] {
    let step = canvas.line * 1.2
    let top =
      Double(layout.titleLines.count) * canvas.line * 1.1
      + (layout.titleLines.isEmpty ? 0 : canvas.gap * 0.6)
    return layout.legend.enumerated().flatMap { row, entries in
      entries.flatMap { entry -> [SVGElement] in
        let y = top + Double(row) * step + canvas.line * 0.6
        let name = SVGElement.text(
          entry.series.name,
          x: entry.x + entry.sample.width + 6,
          y: y + canvas.type * 0.35,
          [("fill", Ink.strong)]
        )
        return sample(entry, y) + [name]
      }
    }
  }

  private func sample(_ entry: LegendEntry, _ y: Double) -> [SVGElement] {
    let color = entry.series.style.color
    let width = entry.sample.width
    switch entry.sample {
    case .swatch:
      return [
        .rectangle(
          x: entry.x + 0.5,
          y: y - width / 2,
          width: width - 1,
          height: width - 1,
          [("fill", fill(entry.index)), ("stroke", color)]
        )
      ]
    case .symbol:
      return [symbol(entry.series.style, at: (entry.x + width / 2, y))]
    case .line(let hasSymbol):
      let line = SVGElement.line(
        (entry.x, y),
        (entry.x + width, y),
        stroke(entry.series)
      )
      return [line] + (hasSymbol ? [symbol(entry.series.style, at: (entry.x + width / 2, y))] : [])
    }
  }

  /// The names of series next to their lines, in the colours of the lines.
  var labels: [SVGElement] {
    layout.labels.flatMap { label -> [SVGElement] in
      let end = (x: label.end.x, y: frame.top + label.end.y)
      let text = SVGElement.text(
        label.series.name,
        x: label.x,
        y: frame.top + label.y,
        anchor: label.anchor,
        [("font-weight", "600"), ("fill", label.series.style.color)] + Ink.halo
      )
      let mark = label.anchor.hasSameBytes(as: "start") ? [symbol(label.series.style, at: end)] : []
      return mark + [text]
    }
  }

  /// A series' symbol, outlined in the colour of the page.
  func symbol(_ style: SeriesStyle, at point: (x: Double, y: Double)) -> SVGElement {
    SVGElement(
      "path",
      [
        ("d", style.symbol),
        ("transform", "translate(\(coordinate(point.x)) \(coordinate(point.y)))"),
        ("fill", style.color), ("fill-rule", "evenodd"), ("stroke", Ink.page),
        ("stroke-width", "1"),
        ("paint-order", "stroke"),
      ]
    )
  }

  /// The stroke attributes of a series' line.
  func stroke(_ series: ChartSeries) -> [(String, String)] {
    var attributes = [("fill", "none"), ("stroke", series.style.color), ("stroke-width", "2.25")]
    if let dashes = series.dashes { attributes.append(("stroke-dasharray", dashes)) }
    return attributes
  }
}
