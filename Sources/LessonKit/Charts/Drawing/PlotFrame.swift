/// The rectangle that data is drawn in.
struct PlotFrame: Sendable, Equatable {
  var left: Double
  var top: Double
  var width: Double
  var height: Double

  var right: Double { left + width }
  var bottom: Double { top + height }

  /// The horizontal coordinate of a place on the axis.
  func x(_ position: Double) -> Double { left + position * width }

  /// The vertical coordinate of a place: numbers grow upward, categories go down from the top.
  func y(_ position: Double, in scale: ChartScale) -> Double {
    scale.isCategorical ? top + position * height : bottom - position * height
  }
}
