/// One of the two sizes a chart is drawn in; the theme shows the one that fits the column.
struct ChartCanvas: Sendable, Equatable {
  /// The width of the drawing, in its own units.
  let width: Double
  /// The font size.
  let type: Double
  /// The height of the plot unless the data determines it, and the height of a row of categories.
  let plotHeight: Double
  let rowHeight: Double
  /// The suffix of the drawing's identifiers.
  let suffix: String

  /// The canvas for a column of about 640 pixels, where a unit is a pixel.
  static let wide = ChartCanvas(width: 640, type: 13, plotHeight: 290, rowHeight: 36, suffix: "w")
  /// The canvas for a phone.
  static let narrow = ChartCanvas(
    width: 360,
    type: 12.5,
    plotHeight: 220,
    rowHeight: 34,
    suffix: "n"
  )

  /// The space between two texts.
  var gap: Double { type * 0.75 }
  /// The distance between two baselines.
  var line: Double { type * 1.4 }
}
