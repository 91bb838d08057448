/// The two sizes a chart is drawn in; the theme shows the one that suits the column.
struct ChartCanvas: Sendable, Equatable {
  /// The width of the drawing, in its own units.
  let width: Double
  /// The size of its type.
  let type: Double
  /// The height of the plot, where the data does not say otherwise, and of a row of categories.
  let plotHeight: Double
  let rowHeight: Double
  /// The ending of the drawing's identifiers.
  let suffix: String

  /// For a column of about 640 pixels, where a unit is a pixel.
  static let wide = ChartCanvas(width: 640, type: 13, plotHeight: 290, rowHeight: 36, suffix: "w")
  /// For a telephone.
  static let narrow = ChartCanvas(
    width: 360,
    type: 12.5,
    plotHeight: 220,
    rowHeight: 34,
    suffix: "n"
  )

  /// Room between two texts.
  var gap: Double { type * 0.75 }
  /// From one base line to the next.
  var line: Double { type * 1.4 }
}
