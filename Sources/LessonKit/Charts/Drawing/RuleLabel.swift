/// The text of a vertical rule, above the plot, in the lowest row without collisions.
struct RuleLabel {
  let mark: ResolvedMark
  let text: String
  let anchor: String
  let x: Double
  /// The row, counted upward from the plot.
  let row: Int

  /// Whether it is the label of a rule: one at the same place with the same text.
  func isOf(_ rule: ResolvedMark) -> Bool {
    mark.x == rule.x && mark.series == rule.series && mark.shade == rule.shade
      && (mark.source.annotation ?? "").hasSameBytes(as: rule.source.annotation ?? "")
  }

  /// The texts of the rules that cross the whole plot, from left to right.
  static func labels(
    of chart: ResolvedChart,
    on canvas: ChartCanvas,
    in frame: PlotFrame
  ) -> [RuleLabel] {
    let rules = chart.marks.compactMap { mark -> (mark: ResolvedMark, text: String, x: Double)? in
      guard mark.source.kind == .rule, mark.y == nil, let text = mark.source.annotation,
        let position = mark.x.flatMap({ chart.xScale.position(of: $0.start) }),
        ChartScale.isVisible(position)
      else { return nil }
      return (mark, text, frame.x(position))
    }
    var placed: [(row: Int, box: ClosedRange<Double>)] = []
    return rules.sorted { $0.x < $1.x }.map { rule in
      let width = TextMetrics.width(of: rule.text, size: canvas.type)
      let middle = max(width / 2, min(rule.x, canvas.width - width / 2))
      let choices =
        [("middle", middle, middle - width / 2), ("end", rule.x, rule.x - width)]
        + [("start", rule.x, rule.x)]
      // It must not overlap another text of the row, cross another rule, or leave the canvas.
      for row in 0...rules.count {
        for (anchor, x, left) in choices where left >= 0 && left + width <= canvas.width {
          let box = left...left + width
          let isFree = !placed.contains {
            $0.row == row && $0.box.lowerBound < box.upperBound + canvas.gap
              && box.lowerBound < $0.box.upperBound + canvas.gap
          }
          guard isFree,
            row == rules.count
              || !rules.contains(where: { other in
                other.x != rule.x && other.x > box.lowerBound - 3 && other.x < box.upperBound + 3
              })
          else { continue }
          placed.append((row, box))
          return RuleLabel(mark: rule.mark, text: rule.text, anchor: anchor, x: x, row: row)
        }
      }
      placed.append((rules.count + placed.count, 0...canvas.width))
      return RuleLabel(
        mark: rule.mark,
        text: TextMetrics.fitted(rule.text, width: canvas.width, size: canvas.type),
        anchor: "middle",
        x: canvas.width / 2,
        row: rules.count + placed.count - 1
      )
    }
  }
}
