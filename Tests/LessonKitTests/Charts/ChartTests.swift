import LessonKit
import Testing

private func svg(_ chart: Chart) -> String {
  chart.lessonDisplay.representations["image/svg+xml"] ?? ""
}

private func html(_ chart: Chart) -> String {
  chart.lessonDisplay.representations["text/html"] ?? ""
}

private func elements(_ name: String, of chart: Chart) -> [DrawnElement] {
  DrawnElement.all(in: svg(chart)).filter { $0.name == name }
}

private func texts(of chart: Chart) -> [String] { elements("text", of: chart).map(\.text) }

private func line(_ values: [Double]) -> Chart {
  Chart {
    for (index, value) in values.enumerated() {
      LineMark(x: .value("n", index), y: .value("loss", value))
    }
  }
}

/// How often a line is taken up anew.
private func segments(of chart: Chart) -> Int {
  elements("path", of: chart).filter { $0.attributes["stroke-linejoin"] == "round" }
    .compactMap { $0.attributes["d"] }.joined().filter { $0 == "M" }.count
}

@Suite struct ChartBuilderTests {
  @Test func `loops, conditions and arrays stand among the marks`() {
    let isShown = true
    let points = [PointMark(x: .value("x", 7), y: .value("y", 8))]
    let chart = Chart {
      for x in 1...3 { PointMark(x: .value("x", x), y: .value("y", x)) }
      if isShown { PointMark(x: .value("x", 4), y: .value("y", 4)) }
      if !isShown {
        PointMark(x: .value("x", 5), y: .value("y", 5))
      } else {
        RuleMark(y: .value("y", 6))
      }
      points
    }
    #expect(elements("path", of: chart).count == 5)
    #expect(chart.description.contains("5 marks, from 1 to 8."))
    #expect(chart.description.contains("A rule at y 6."))
  }

  @Test func `a chart of a collection has the marks of each element`() {
    let chart = Chart([1.0, 2.0]) { PointMark(x: .value("x", $0), y: .value("y", 2 * $0)) }
    let same = Chart {
      for x in [1.0, 2.0] { PointMark(x: .value("x", x), y: .value("y", 2 * x)) }
    }
    #expect(chart == same)
  }

  @Test func `an error on the way to a mark reaches the caller`() {
    struct Failed: Error {}
    func value() throws -> Double { throw Failed() }
    #expect(throws: Failed.self) {
      try Chart { BarMark(x: .value("k", "a"), y: .value("v", try value())) }
    }
  }
}

@Suite struct ChartAccessibilityTests {
  let chart = Chart {
    BarMark(x: .value("class", "cat"), y: .value("loss", 1.0 / 3))
    BarMark(x: .value("class", "dog"), y: .value("loss", 0.5))
  }

  @Test func `a drawing is an image with a name and a description of its own`() throws {
    let titled = chart.chartTitle("Loss").chartDescription("Dogs cost more.")
    for markup in [svg(titled), html(titled)] {
      let all = DrawnElement.all(in: markup)
      let ids = all.compactMap { $0.attributes["id"] }
      #expect(Set(ids).count == ids.count)
      for root in all.filter({ $0.name == "svg" }) {
        #expect(root.attributes["role"] == "img")
        #expect(root.attributes["width"] == nil && root.attributes["height"] == nil)
        #expect(root.attributes["viewBox"] != nil)
        let names = try #require(root.attributes["aria-labelledby"]).split(separator: " ")
        let named = names.compactMap { id in all.first { $0.attributes["id"] == String(id) } }
        #expect(named.map(\.name) == ["title", "desc"])
        #expect(named.first?.text == "Loss")
        #expect(named.last?.text.hasPrefix("Dogs cost more. A chart of bars.") ?? false)
      }
    }
    #expect(DrawnElement.all(in: html(titled)).count { $0.name == "svg" } == 2)
  }

  @Test func `a chart without a title is called by what it measures`() {
    #expect(chart.description.hasPrefix("loss by class\n"))
    #expect(Chart {}.description.hasPrefix("Chart\n"))
  }

  @Test func `the data is below as a table, shortened and exact`() {
    let markup = html(chart)
    #expect(markup.contains("<summary>Data</summary>"))
    #expect(markup.contains("<data value=\"0.3333333333333333\">0.333333</data>"))
    #expect(
      markup.contains("<th scope=\"col\">class</th><th scope=\"col\" class=\"number\">loss</th>")
    )
  }

  @Test func `series stand in columns of the table`() {
    let chart = Chart {
      for (name, factor) in [("CE", 2.0), ("KL", 1.0)] {
        for x in [0.25, 0.5] {
          LineMark(x: .value("gap", x), y: .value("loss", factor * x))
            .foregroundStyle(by: .value("term", name))
        }
      }
    }
    #expect(
      html(chart).contains(
        """
        <thead><tr><th scope="col">gap</th><th scope="col" class="number">CE</th>\
        <th scope="col" class="number">KL</th></tr></thead>\
        <tbody><tr><th scope="row"><data value="0.25">0.25</data></th>\
        <td class="number"><data value="0.5">0.5</data></td>\
        <td class="number"><data value="0.25">0.25</data></td></tr>
        """
      )
    )
  }

  @Test func `two charts have identifiers of their own, and one can be named`() {
    let other = chart.chartTitle("Other")
    func ids(_ chart: Chart) -> Set<String> {
      Set(DrawnElement.all(in: html(chart)).compactMap { $0.attributes["id"] })
    }
    #expect(ids(chart).isDisjoint(with: ids(other)))
    #expect(ids(chart.chartIdentifier("a b\"")).contains("a-b--w-t"))
  }

  @Test func `all text is escaped`() {
    let hostile = "</title><script>\"\u{301}&"
    let chart = Chart {
      BarMark(x: .value(hostile, hostile), y: .value(hostile, 1)).annotation(hostile)
        .foregroundStyle(by: .value(hostile, hostile))
      RuleMark(y: .value("y", 1)).annotation(hostile)
    }
    .chartTitle(hostile).chartDescription(hostile).chartXAxisLabel(hostile).chartYAxisLabel(hostile)
    let scalars = Array(html(chart).unicodeScalars)
    #expect(!html(chart).contains("<script"))
    #expect(!zip(scalars, scalars.dropFirst()).contains { $0 == "\"" && $1 == "\u{301}" })
    #expect(svg(chart).contains("&lt;/title&gt;&lt;script&gt;&quot;\u{301}&amp;"))
  }

  @Test func `the same chart gives the same bytes`() {
    let first = chart.lessonDisplay
    for _ in 0..<3 { #expect(chart.lessonDisplay == first) }
  }
}

@Suite struct ChartGapTests {
  @Test func `a line breaks where a value is not a number, and the chart says so`() {
    let chart = line([1, 2, .nan, 3, 4])
    #expect(segments(of: chart) == 2)
    #expect(chart.description.contains("1 value is not a number and not drawn: n 2, loss NaN."))
    #expect(html(chart).contains("<p class=\"chart-note\">1 value is not a number"))
  }

  @Test func `infinite values are left out, and the chart says so`() {
    let chart = line([1, .infinity, 3, -.infinity])
    #expect(
      chart.description.contains("2 values are infinite and not drawn: n 1, loss ∞; n 3, loss −∞.")
    )
    #expect(!svg(chart).contains("inf\"") && !svg(chart).contains("nan"))
  }

  @Test func `a logarithmic axis leaves out what is not positive`() {
    let chart = line([0, 1, 10, -1, 100]).chartYScale(type: .log)
    #expect(chart.description.contains("2 values are not positive"))
    #expect(texts(of: chart).contains("100") && !texts(of: chart).contains("0.01"))
  }

  @Test func `what the axes do not show is said`() {
    let chart = line([1, 2, 30]).chartYScale(domain: 0...10)
    #expect(chart.description.contains("1 value is outside what the axes show."))
    #expect(elements("clipPath", of: chart).count == 1)
  }

  @Test(arguments: [
    [], [0], [5], [-5], [1, 1, 1], [.nan], [.infinity], [1e308, -1e308],
    [.leastNonzeroMagnitude, 0], [1e-300],
    [1, 1 + 2e-16], [1e15, 1e15 + 1], [.greatestFiniteMagnitude],
  ]) func `any values give a drawing with finite coordinates`(values: [Double]) {
    for chart in [line(values), line(values).chartYScale(type: .log)] {
      let numbers = DrawnElement.all(in: svg(chart)).flatMap { element in
        ["x", "y", "x1", "y1", "x2", "y2", "width", "height"].compactMap { element.attributes[$0] }
      }
      #expect(numbers.allSatisfy { Double($0)?.isFinite ?? false })
      #expect(!svg(chart).contains("100000"))
    }
  }

  @Test func `bars of any values give a drawing`() {
    for value: Double in [0, -1e308, 1e308, .nan, .infinity, .leastNonzeroMagnitude] {
      let chart = Chart { BarMark(x: .value("x", value), y: .value("y", value)) }
      #expect(svg(chart).hasSuffix("</svg>"))
    }
  }
}
