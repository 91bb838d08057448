/// Whether a chart names its series.
public enum LegendVisibility: Sendable, Equatable {
  /// Names at the ends of lines if they fit, otherwise a legend above the chart.
  case automatic
  /// Always a legend above the chart.
  case visible
  /// No names.
  case hidden
}
