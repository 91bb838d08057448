/// A series of a chart: its name, empty if it has none, and its style.
struct ChartSeries: Sendable, Equatable {
  let name: String
  /// A colour, a symbol and a hatching.
  let style: SeriesStyle
  /// The dash pattern, which distinguishes more than eight series.
  let dashes: String?
}
