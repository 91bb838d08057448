/// The look of a series: a colour combined with a dash pattern, a symbol and a hatching, so that
/// colour is never the only cue. The same style means the same thing in every chart that uses it.
///
/// The theme's `--chart-blue` to `--chart-ink` hold the colours for light and dark.
public enum SeriesStyle: String, Sendable, Equatable, CaseIterable {
  /// Solid, circle.
  case blue
  /// Long dashes, square.
  case vermilion
  /// Dots, triangle.
  case green
  /// Dash and dot, diamond.
  case magenta
  /// Short dashes, inverted triangle.
  case ochre
  /// Dash and two dots, plus.
  case violet
  /// Wide dots, cross.
  case grey
  /// Very long dashes, ring.
  case ink

  /// The colour, with a fallback for pages without the theme.
  var color: String { "var(--chart-\(rawValue), \(fallback))" }

  private var fallback: String {
    switch self {
    case .blue: "#0067a8"
    case .vermilion: "#b84700"
    case .green: "#00765a"
    case .magenta: "#a53c80"
    case .ochre: "#856200"
    case .violet: "#5c4ab8"
    case .grey: "#5f676f"
    case .ink: "#1d2125"
    }
  }

  /// The `stroke-dasharray`; `nil` is a solid line.
  var dashes: String? {
    switch self {
    case .blue: nil
    case .vermilion: "9 4"
    case .green: "2 3.5"
    case .magenta: "10 3.5 2 3.5"
    case .ochre: "5 3"
    case .violet: "10 3 2 3 2 3"
    case .grey: "2 6"
    case .ink: "16 4"
    }
  }

  /// The symbol as path data around the origin, about nine units wide.
  var symbol: String {
    switch self {
    case .blue: "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z"
    case .vermilion: "M-3.6 -3.6h7.2v7.2h-7.2z"
    case .green: "M0 -4.8L4.6 3.4H-4.6z"
    case .magenta: "M0 -5.2L5.2 0L0 5.2L-5.2 0z"
    case .ochre: "M0 4.8L4.6 -3.4H-4.6z"
    case .violet: "M-1.4 -4.6h2.8v3.2h3.2v2.8h-3.2v3.2h-2.8v-3.2h-3.2v-2.8h3.2z"
    case .grey:
      "M-4.4 -2.6L-2.6 -4.4L0 -1.8L2.6 -4.4L4.4 -2.6L1.8 0L4.4 2.6L2.6 4.4L0 1.8"
        + "L-2.6 4.4L-4.4 2.6L-1.8 0z"
    case .ink:
      "M-4.4 0a4.4 4.4 0 1 0 8.8 0a4.4 4.4 0 1 0 -8.8 0zM-2 0a2 2 0 1 1 4 0a2 2 0 1 1 -4 0z"
    }
  }

  /// The hatching as path data in a tile of eight by eight units; `nil` is a plain fill.
  var hatching: String? {
    switch self {
    case .blue: nil
    case .vermilion: "M-2 2L2 -2M-2 10L10 -2M6 10L10 6"
    case .green: "M2 2h.01M6 6h.01"
    case .magenta: "M-2 6L2 10M-2 -2L10 10M6 -2L10 2"
    case .ochre: "M0 2h8M0 6h8"
    case .violet: "M2 0v8M6 0v8"
    case .grey: "M-2 2L2 -2M-2 10L10 -2M6 10L10 6M-2 6L2 10M-2 -2L10 10M6 -2L10 2"
    case .ink: "M0 4h8M4 0v8"
    }
  }
}
