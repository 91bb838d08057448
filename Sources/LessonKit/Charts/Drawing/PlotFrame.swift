/// The rectangle in which data is drawn.
struct PlotFrame: Sendable, Equatable {
  var left: Double
  var top: Double
  var width: Double
  var height: Double

  var right: Double { left + width }
  var bottom: Double { top + height }

  /// The horizontal coordinate of a place on the axis.
  func x(_ position: Double) -> Double { left + position * width }

  /// The vertical coordinate: numbers grow upward, categories follow from the top.
  func y(_ position: Double, in scale: ChartScale) -> Double {
    scale.isCategorical ? top + position * height : bottom - position * height
  }
}
