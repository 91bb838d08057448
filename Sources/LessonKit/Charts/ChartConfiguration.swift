/// How values become places on an axis.
public enum ScaleType: Sendable, Equatable {
  /// Equal differences take equal room.
  case linear
  /// Equal ratios take equal room; values that are not positive are left out.
  case log
}

/// Whether a chart names its series.
public enum LegendVisibility: Sendable, Equatable {
  /// Names at the ends of lines where they fit, otherwise a legend over the chart.
  case automatic
  /// A legend over the chart, always.
  case visible
  /// Neither.
  case hidden
}

/// What the modifiers of a chart have set.
struct ChartConfiguration: Sendable, Equatable {
  struct Axis: Sendable, Equatable {
    var label: String?
    var range: ClosedRange<Double>?
    var categories: [String] = []
    var type = ScaleType.linear
  }

  struct StyledSeries: Sendable, Equatable {
    let name: String
    let style: SeriesStyle
  }

  var title: String?
  var description: String?
  var identifier: String?
  var x = Axis()
  var y = Axis()
  var legend = LegendVisibility.automatic
  /// The series that have been given a style, or an order.
  var styles: [StyledSeries] = []
}
