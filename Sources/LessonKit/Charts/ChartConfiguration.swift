/// The settings made by the modifiers of a chart.
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
