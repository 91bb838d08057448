import LessonKit
import Testing

private func elements(_ name: String, of chart: Chart) -> [DrawnElement] {
  DrawnElement.all(in: chart.lessonDisplay.representations["image/svg+xml"] ?? "")
    .filter { $0.name == name }
}

/// The bars of a chart: rectangles with an outline, without the samples of the legend.
private func bars(_ chart: Chart) -> [DrawnElement] {
  elements("rect", of: chart).filter { $0.attributes["stroke"] != nil && $0.number("width") > 13.5 }
}

private func isClose(_ first: Double, _ second: Double) -> Bool { abs(first - second) <= 0.011 }

private func ticks(_ values: [Double], log: Bool = false) -> [String] {
  let chart = Chart {
    for value in values { LineMark(x: .value("x", "a"), y: .value("y", value)) }
  }
  let scaled = log ? chart.chartYScale(type: .log) : chart
  return elements("text", of: scaled).map(\.text).filter { !["a", "x", "y"].contains($0) }
}

@Suite struct ChartTickTests {
  /// Steps are 1, 2 or 5 times a power of ten, six ticks at most over the height.
  @Test(arguments: [
    ([0, 1], ["0", "0.2", "0.4", "0.6", "0.8", "1"]),
    ([0, 0.3], ["0", "0.1", "0.2", "0.3"]),
    ([-1, 1], ["−1", "−0.5", "0", "0.5", "1"]),
    ([0, 7], ["0", "2", "4", "6", "8"]),
    ([100, 103], ["100", "101", "102", "103"]),
    ([0, 3e6], ["0", "10⁶", "2×10⁶", "3×10⁶"]),
    ([0, 5e-7], ["0", "10⁻⁷", "2×10⁻⁷", "3×10⁻⁷", "4×10⁻⁷", "5×10⁻⁷"]),
    ([0, 0.25], ["0", "0.05", "0.1", "0.15", "0.2", "0.25"]),
  ]) func `ticks are round numbers without the noise of fractions`(
    values: [Double],
    expected: [String]
  ) {
    #expect(ticks(values) == expected)
  }

  @Test(arguments: [
    ([0.02, 50], ["0.01", "0.1", "1", "10", "100"]),
    ([1, 10], ["1", "2", "5", "10"]),
    ([1e-8, 1], ["10⁻⁸", "10⁻⁶", "10⁻⁴", "10⁻²", "10⁰"]),
    ([1e-30, 1], ["10⁻³⁰", "10⁻²⁴", "10⁻¹⁸", "10⁻¹²", "10⁻⁶", "10⁰"]),
  ]) func `ticks of a logarithmic axis are powers of ten`(values: [Double], expected: [String]) {
    #expect(ticks(values, log: true) == expected)
  }
}

@Suite struct ChartGeometryTests {
  @Test func `bars begin at zero and are as long as their values`() {
    let values = [4.0, 1, -2, 3]
    let drawn = bars(
      Chart(values.enumerated()) {
        BarMark(x: .value("k", "class \($0.offset)"), y: .value("v", $0.element))
      }
    )
    #expect(drawn.count == 4)
    let unit = drawn[1].number("height")
    let zero = drawn[0].number("y") + drawn[0].number("height")
    for (bar, value) in zip(drawn, values) {
      #expect(abs(bar.number("height") - unit * abs(value)) < 0.05)
      #expect(isClose(value < 0 ? bar.number("y") : bar.number("y") + bar.number("height"), zero))
    }
    let centres = drawn.map { $0.number("x") + $0.number("width") / 2 }
    #expect(isClose(centres[1] - centres[0], centres[3] - centres[2]))
  }

  @Test func `bars of one category pile up, negative ones downward`() {
    let chart = Chart {
      for (name, value) in [("H", 3.0), ("KL", 1.0), ("gain", -2.0), ("more", -1.0)] {
        BarMark(x: .value("k", "a"), y: .value("v", value))
          .foregroundStyle(by: .value("part", name))
      }
    }
    let drawn = bars(chart)
    let unit = drawn[1].number("height")
    let zero = drawn[0].number("y") + drawn[0].number("height")
    #expect(abs(drawn[0].number("height") - 3 * unit) < 0.05)
    #expect(isClose(drawn[1].number("y") + unit, drawn[0].number("y")))
    #expect(isClose(drawn[2].number("y"), zero))
    #expect(isClose(drawn[3].number("y"), zero + drawn[2].number("height")))
  }

  @Test func `bars lie where the categories are on the vertical axis`() {
    let chart = Chart {
      BarMark(x: .value("loss", 1), y: .value("r", "mean"))
      BarMark(x: .value("loss", 4), y: .value("r", "sum"))
    }
    let drawn = bars(chart)
    #expect(abs(drawn[1].number("width") - 4 * drawn[0].number("width")) < 0.05)
    #expect(isClose(drawn[0].number("x"), drawn[1].number("x")))
    #expect(drawn[0].number("y") < drawn[1].number("y"))
  }

  @Test func `bars are beside each other if asked for`() {
    let chart = Chart {
      for name in ["p", "q"] {
        BarMark(x: .value("k", "a"), y: .value("v", 1))
          .foregroundStyle(by: .value("of", name)).position(by: .value("of", name))
      }
    }
    let drawn = bars(chart)
    #expect(drawn[0].number("x") + drawn[0].number("width") <= drawn[1].number("x"))
    #expect(isClose(drawn[0].number("height"), drawn[1].number("height")))
  }

  @Test func `bars on an axis of numbers are as wide as the smallest distance allows`() {
    let drawn = bars(
      Chart([0.1, 0.2, 0.1 + 0.2, 0.3]) { BarMark(x: .value("x", $0), y: .value("y", 1)) }
    )
    let centres = drawn.map { $0.number("x") + $0.number("width") / 2 }
    #expect(drawn.allSatisfy { $0.number("width") > 50 })
    #expect(isClose(centres[1] - centres[0], centres[3] - centres[1]))
  }

  @Test func `equal ratios take equal room on a logarithmic axis`() {
    let chart = Chart([1.0, 10, 100]) { PointMark(x: .value("x", $0), y: .value("y", 1)) }
      .chartXScale(type: .log)
    let places = elements("path", of: chart).compactMap { $0.attributes["transform"] }
      .compactMap { Double($0.dropFirst("translate(".count).prefix { $0 != " " }) }
    #expect(places.count == 3)
    #expect(isClose(places[1] - places[0], places[2] - places[1]))
  }

  @Test func `cells are shaded by their numbers, which stand in them`() {
    let chart = Chart([("a", 0.5), ("b", -0.25), ("c", 0.0)]) { name, value in
      RectangleMark(x: .value("class", name), y: .value("row", "0"))
        .foregroundStyle(by: .value("KL", value))
    }
    let cells = elements("rect", of: chart)
    #expect(cells.map { $0.attributes["fill-opacity"] } == ["1", "0.53", "0.06"])
    #expect(cells[0].attributes["fill"] != cells[1].attributes["fill"])
    #expect(Set(["0.5", "−0.25", "0"]).isSubset(of: elements("text", of: chart).map(\.text)))
  }
}

@Suite struct ChartSeriesTests {
  private func lines(_ names: [String], from chart: (Chart) -> Chart = { $0 }) -> [DrawnElement] {
    let drawing = Chart {
      for name in names {
        for x in 0..<20 {
          LineMark(x: .value("x", x), y: .value("y", x)).foregroundStyle(by: .value("s", name))
        }
      }
    }
    return elements("path", of: chart(drawing)).filter {
      $0.attributes["stroke-linejoin"] == "round"
    }
  }

  @Test func `no two series look alike, with colour or without`() {
    let eight = lines((1...8).map { "series \($0)" })
    #expect(Set(eight.map { $0.attributes["stroke"] }).count == 8)
    #expect(Set(eight.map { $0.attributes["stroke-dasharray"] }).count == 8)
    let twenty = lines((1...20).map { "series \($0)" })
    let looks = twenty.map { [$0.attributes["stroke"], $0.attributes["stroke-dasharray"]] }
    #expect(twenty.count == 20 && Set(looks).count == 20)
  }

  @Test func `a name keeps its style from chart to chart`() {
    let domain = ["p", "q", "CE", "H", "KL"]
    let alone = lines(["KL"]) { $0.chartForegroundStyleScale(domain: domain) }
    let among = lines(["CE", "KL"]) { $0.chartForegroundStyleScale(domain: domain) }
    #expect(alone[0].attributes["stroke"] == among[1].attributes["stroke"])
    let chosen = lines(["a", "KL"]) { $0.chartForegroundStyleScale(["KL": .blue]) }
    #expect(chosen[1].attributes["stroke"]?.contains("--chart-blue") ?? false)
    #expect(chosen[0].attributes["stroke"]?.contains("--chart-vermilion") ?? false)
  }

  @Test func `each series is named in the drawing`() {
    for legend in [LegendVisibility.automatic, .visible] {
      let chart = Chart {
        for name in ["CE", "KL"] {
          BarMark(x: .value("k", "a"), y: .value("v", 1)).foregroundStyle(by: .value("s", name))
        }
      }.chartLegend(legend)
      #expect(Set(["CE", "KL"]).isSubset(of: elements("text", of: chart).map(\.text)))
    }
  }
}
