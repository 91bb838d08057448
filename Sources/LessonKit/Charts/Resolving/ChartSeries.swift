/// A series of a chart: its name, empty where it has none, and how it looks.
struct ChartSeries: Sendable, Equatable {
  let name: String
  /// A colour, a symbol and a hatching.
  let style: SeriesStyle
  /// The dash pattern, which tells more than eight series apart.
  let dashes: String?
}
