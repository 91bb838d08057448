/// Whether a chart names its series.
public enum LegendVisibility: Sendable, Equatable {
  /// Names at the ends of lines where they fit, otherwise a legend over the chart.
  case automatic
  /// A legend over the chart, always.
  case visible
  /// Neither.
  case hidden
}
