extension ChartDrawing {
  /// The title, and the label of the vertical axis.
  var heading: [SVGElement] {
    let size = canvas.type + 1
    var elements = layout.titleLines.enumerated().map { index, line in
      SVGElement.text(
        line,
        x: 0,
        y: Double(index) * canvas.line * 1.1 + size,
        [("font-size", coordinate(size)), ("font-weight", "650"), ("fill", Ink.strong)]
      )
    }
    if !chart.yLabel.isEmpty {
      let label = TextMetrics.fitted(chart.yLabel, width: canvas.width, size: canvas.type)
      let rows = Double(layout.ruleLabels.map { $0.row + 1 }.max() ?? 0)
      let y = frame.top - rows * canvas.line - canvas.type * 0.7 - 4
      elements.append(.text(label, x: 0, y: y))
    }
    return elements
  }

  private var isHeatMap: Bool { chart.marks.contains { $0.shade != nil } }

  /// Faint lines behind the data: horizontal at the ticks of numbers, vertical if bars are horizontal.
  var grid: [SVGElement] {
    guard !isHeatMap, !chart.isEmpty else { return [] }
    var lines: [SVGElement] = []
    if !chart.yScale.isCategorical {
      lines = layout.yTicks.compactMap { tick in
        chart.yScale.position(of: tick.value).map {
          let y = frame.y($0, in: chart.yScale)
          return .line((frame.left, y), (frame.right, y))
        }
      }
    } else if !chart.xScale.isCategorical {
      lines = layout.xTicks.compactMap { tick in
        chart.xScale.position(of: tick.value).map {
          .line((frame.x($0), frame.top), (frame.x($0), frame.bottom))
        }
      }
    }
    return lines.isEmpty ? [] : [SVGElement("g", [("stroke", Ink.grid)], lines)]
  }

  /// The tick labels, the axis labels, and the lines that data begins at.
  var axes: [SVGElement] { chart.isEmpty ? [] : baseLines + yAxis + xAxis }

  private var baseLines: [SVGElement] {
    guard !isHeatMap, !chart.isEmpty else { return [] }
    var lines: [SVGElement] = []
    if !chart.yScale.isCategorical {
      let zero = frame.y(chart.yScale.base, in: chart.yScale)
      lines.append(.line((frame.left, zero), (frame.right, zero)))
      if zero < frame.bottom - 0.5, !chart.xScale.isCategorical {
        lines.append(.line((frame.left, frame.bottom), (frame.right, frame.bottom)))
      }
    } else if !chart.xScale.isCategorical {
      let zero = frame.x(chart.xScale.base)
      lines.append(.line((zero, frame.top), (zero, frame.bottom)))
    }
    if !chart.xScale.isCategorical, !chart.yScale.isCategorical {
      lines += layout.xTicks.compactMap { tick in
        chart.xScale.position(of: tick.value).map {
          .line((frame.x($0), frame.bottom), (frame.x($0), frame.bottom + 4))
        }
      }
    }
    return lines.isEmpty ? [] : [SVGElement("g", [("stroke", Ink.soft)], lines)]
  }

  private var yAxis: [SVGElement] {
    let labels = layout.yTicks.compactMap { tick in
      chart.yScale.position(of: tick.value).map {
        SVGElement.text(
          tick.label,
          x: frame.left - 8,
          y: frame.y($0, in: chart.yScale) + canvas.type * 0.35
        )
      }
    }
    return labels.isEmpty ? [] : [SVGElement("g", [("text-anchor", "end")] + figures, labels)]
  }

  private var figures: [(String, String)] { [("font-variant-numeric", "tabular-nums")] }

  private var xAxis: [SVGElement] {
    let y = frame.bottom + canvas.line * 0.85 + 4
    let labels = zip(layout.xTicks, layout.xLabels).flatMap { tick, lines -> [SVGElement] in
      guard let position = chart.xScale.position(of: tick.value) else { return [] }
      let x = frame.x(position)
      guard let slope = layout.slope else {
        return lines.enumerated().map {
          .text($0.element, x: x, y: y + Double($0.offset) * canvas.line)
        }
      }
      let (left, top) = (coordinate(x + 4), coordinate(frame.bottom + canvas.type))
      let turn = [("transform", "translate(\(left) \(top)) rotate(-\(slope.rawValue))")]
      return [SVGElement("text", turn, text: lines.first ?? "")]
    }
    var elements: [SVGElement] = []
    if !labels.isEmpty {
      let anchor = layout.slope != nil ? "end" : "middle"
      elements.append(SVGElement("g", [("text-anchor", anchor)] + figures, labels))
    }
    if !chart.xLabel.isEmpty {
      let label = TextMetrics.fitted(chart.xLabel, width: canvas.width, size: canvas.type)
      let half = TextMetrics.width(of: label, size: canvas.type) / 2
      let middle = min(max(frame.left + frame.width / 2, half), canvas.width - half)
      elements.append(.text(label, x: middle, y: layout.height - 5, anchor: "middle"))
    }
    return elements
  }
}
