#if !hasFeature(Embedded)
  /// A chart in words.
  struct ChartSummary {
    private let chart: ResolvedChart

    init(_ chart: ResolvedChart) { self.chart = chart }

    /// The title, or one made from the quantities on the axes and the series.
    var title: String {
      if let title = chart.configuration.title, !title.isEmpty { return title }
      let axes = [chart.yLabel, chart.xLabel].filter { !$0.isEmpty }
      return axes.isEmpty ? "Chart" : axes.joined(separator: " by ")
    }

    /// The author's description, then facts from the data.
    var description: String {
      var sentences = [chart.configuration.description ?? ""].filter { !$0.isEmpty }
      sentences.append(kind)
      sentences += [axis("Horizontal", chart.xLabel, chart.xScale)]
      sentences += [axis("Vertical", chart.yLabel, chart.yScale)]
      sentences += chart.series.indices.compactMap(series)
      sentences += chart.marks.filter { $0.source.kind == .rule }.map(rule)
      return (sentences + omissions).joined(separator: " ")
    }

    private var kind: String {
      let names: [(ChartMark.Kind, String)] = [
        (.bar, "bars"), (.area, "areas"), (.line, "lines"), (.point, "points"),
        (.rectangle, chart.marks.contains { $0.shade != nil } ? "shaded cells" : "rectangles"),
      ]
      let shown = names.filter { name in chart.marks.contains { $0.source.kind == name.0 } }.map {
        $0.1
      }
      return shown.isEmpty ? "A chart without data." : "A chart of \(listed(shown))."
    }

    private func axis(_ name: String, _ label: String, _ scale: ChartScale) -> String {
      let measure = label.isEmpty ? "\(name) axis" : "\(name) axis: \(label)"
      func shown(_ value: Double) -> String {
        PlottedValue.number(value, digits: value.description).shown
      }
      switch scale {
      case .linear(let low, let high): return "\(measure), from \(shown(low)) to \(shown(high))."
      case .logarithmic(let low, let high):
        return "\(measure), logarithmic, from \(shown(low)) to \(shown(high))."
      case .categories(let names):
        return names.count > 12
          ? "\(measure), \(names.count) categories." : "\(measure): \(listed(names))."
      }
    }

    /// A series with the number of its marks, and its lowest and highest values.
    private func series(_ index: Int) -> String? {
      let marks = chart.marks.filter { $0.series == index && $0.source.kind != .rule }
      guard !marks.isEmpty else { return nil }
      let values = marks.compactMap { mark -> PlottedValue? in
        mark.shade != nil ? mark.source.style?.plotted : Self.measure(mark)?.plotted
      }.filter { $0.number?.isFinite ?? false }
      let name = chart.series[index].name
      let count = marks.count == 1 ? "1 mark" : "\(marks.count) marks"
      let opening = (name.isEmpty ? "" : "\(name): ") + count
      let order: (PlottedValue, PlottedValue) -> Bool = { ($0.number ?? 0) < ($1.number ?? 0) }
      guard let low = values.min(by: order), let high = values.max(by: order) else {
        return "\(opening)."
      }
      return low == high
        ? "\(opening) at \(low.shown)." : "\(opening), from \(low.shown) to \(high.shown)."
    }

    /// The value a mark represents: the length of a bar, otherwise its vertical value.
    private static func measure(_ mark: ResolvedMark) -> PlottableValue? {
      let extent = mark.isHorizontal ? mark.source.x : mark.source.y
      return extent?.end ?? extent?.start
    }

    private func rule(_ mark: ResolvedMark) -> String {
      let place = [mark.source.x, mark.source.y].compactMap { $0 }.map(words).joined(
        separator: ", "
      )
      return "A rule at \(place)" + (mark.source.annotation.map { ": \($0)." } ?? ".")
    }

    private func words(_ extent: ChartMark.Extent) -> String {
      let start = "\(extent.start.label) \(extent.start.plotted.shown)"
      return extent.end.map { "\(start) to \($0.plotted.shown)" } ?? start
    }

    private func listed(_ names: [String]) -> String {
      guard names.count > 1, let last = names.last else { return names.first ?? "none" }
      return names.dropLast().joined(separator: ", ") + " and " + last
    }
  }

  extension ChartSummary {
    /// The data that is not drawn, and why.
    var omissions: [String] {
      let data = chart.marks
      let undefined = data.filter { values($0).contains { $0.isNaN } }
      let infinite = data.filter { mark in
        let values = values(mark)
        return values.contains(where: { $0.isInfinite }) && !values.contains { $0.isNaN }
      }
      let unplaced = data.filter { mark in
        mark.isFinite
          && (lacksPlace(mark, mark.x, chart.xScale) || lacksPlace(mark, mark.y, chart.yScale))
      }
      let outside = data.filter { mark in
        [(mark.x, chart.xScale), (mark.y, chart.yScale)].contains { span, scale in
          (span.flatMap { scale.position(of: $0.end) }).map { !ChartScale.isVisible($0) } ?? false
        }
      }
      return [
        sentence(infinite, "infinite and not drawn"),
        sentence(undefined, "not a number and not drawn"),
        sentence(unplaced, "not positive and have no place on a logarithmic axis"),
        outside.isEmpty
          ? nil : "\(Self.counted(outside.count)) outside what the axes show.",
      ].compactMap { $0 }
    }

    private func values(_ mark: ResolvedMark) -> [Double] {
      [mark.x?.start, mark.x?.end, mark.y?.start, mark.y?.end].compactMap { $0 }
    }

    /// Bars and areas begin at zero, which needs no place on the axis.
    private func lacksPlace(
      _ mark: ResolvedMark,
      _ span: ResolvedMark.Span?,
      _ scale: ChartScale
    ) -> Bool {
      guard let span else { return false }
      return scale.position(of: span.end) == nil
        || span.start != 0 && scale.position(of: span.start) == nil
    }

    private static func counted(_ count: Int) -> String {
      count == 1 ? "1 value is" : "\(count) values are"
    }

    private func sentence(_ marks: [ResolvedMark], _ reason: String) -> String? {
      guard !marks.isEmpty else { return nil }
      let named = marks.prefix(4).map { mark in
        let name = chart.series[mark.series].name
        let place = [mark.source.x, mark.source.y].compactMap { $0 }.map(words).joined(
          separator: ", "
        )
        return name.isEmpty ? place : "\(name) (\(place))"
      }
      let rest = marks.count > 4 ? " and \(marks.count - 4) more" : ""
      let reason =
        marks.count == 1 && reason.hasPrefix("not positive")
        ? "not positive and has no place on a logarithmic axis" : reason
      return "\(Self.counted(marks.count)) \(reason): \(named.joined(separator: "; "))\(rest)."
    }
  }
#endif
