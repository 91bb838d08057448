extension ChartDrawing {
  /// The texts at marks, on top of everything else.
  var annotations: [SVGElement] {
    let rules = layout.ruleLabels.flatMap {
      written($0.text, $0.x, layout.baseline(of: $0), $0.anchor)
    }
    return rules + noData
      + chart.marks.flatMap { mark -> [SVGElement] in
        switch mark.source.kind {
        case .rule: ruleText(mark)
        case .rectangle: cellText(mark)
        case .bar: barText(mark)
        case .area, .line, .point: pointText(mark)
        }
      }
  }

  private var noData: [SVGElement] {
    guard chart.isEmpty else { return [] }
    let (x, y) = (frame.left + frame.width / 2, frame.top + frame.height / 2)
    return [.text("No data", x: x, y: y, anchor: "middle")]
  }

  private func written(_ text: String, _ x: Double, _ y: Double, _ anchor: String) -> [SVGElement] {
    [.text(text, x: x, y: y, anchor: anchor, [("fill", Ink.strong)] + Ink.halo)]
  }

  /// The text of a horizontal rule, at its right end, or of a vertical one between two values, beside
  /// its top.
  private func ruleText(_ mark: ResolvedMark) -> [SVGElement] {
    guard let text = mark.source.annotation, mark.y != nil, let ends = ruleEnds(mark) else {
      return []
    }
    let width = TextMetrics.width(of: text, size: canvas.type)
    if mark.x == nil || mark.source.x?.end != nil {
      let y = ends.0.y - 6
      let isHigh = y - canvas.type < frame.top - canvas.type
      return written(text, max(ends.0.x, ends.1.x) - 2, isHigh ? y + 6 + canvas.line : y, "end")
    }
    let y = min(ends.0.y, ends.1.y) + canvas.type * 0.85
    let isRoomRight = ends.0.x + 6 + width <= canvas.width
    return written(text, ends.0.x + (isRoomRight ? 6 : -6), y, isRoomRight ? "start" : "end")
  }

  /// The text in the middle of a cell: its annotation, or the number that shades it, if there is room.
  private func cellText(_ mark: ResolvedMark) -> [SVGElement] {
    guard let box = box(of: mark) else { return [] }
    let number = mark.shade == nil ? nil : mark.source.style?.plotted.shown(significantDigits: 3)
    guard let text = mark.source.annotation ?? number else { return [] }
    let room = TextMetrics.width(of: text, size: canvas.type)
    guard room <= box.width, canvas.type <= box.height else { return [] }
    let y = box.top + box.height / 2 + canvas.type * 0.35
    let middle = box.left + box.width / 2
    return [.text(text, x: middle, y: y, anchor: "middle", [("fill", Ink.strong)])]
  }

  /// The text past the end of a bar.
  private func barText(_ mark: ResolvedMark) -> [SVGElement] {
    guard let text = mark.source.annotation, let box = box(of: mark) else { return [] }
    let span = mark.isHorizontal ? mark.x : mark.y
    let isNegative = span.map { $0.end < $0.start } ?? false
    let middle = box.top + box.height / 2 + canvas.type * 0.35
    if mark.isHorizontal {
      let x = isNegative ? box.left - 6 : box.left + box.width + 6
      return written(text, x, middle, isNegative ? "end" : "start")
    }
    let y = isNegative ? box.top + box.height + canvas.line * 0.9 : box.top - 6
    return written(text, box.left + box.width / 2, y, "middle")
  }

  private func pointText(_ mark: ResolvedMark) -> [SVGElement] {
    guard let text = mark.source.annotation, let place = visiblePlace(mark) else { return [] }
    let half = TextMetrics.width(of: text, size: canvas.type) / 2
    let x = min(max(place.x, half), canvas.width - half)
    return written(text, x, place.y - 9, "middle")
  }
}
