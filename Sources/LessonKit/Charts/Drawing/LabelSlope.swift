/// The slope of an axis's labels: only as much as keeps them apart.
enum LabelSlope: Int, Sendable, Equatable {
  case gentle = 35
  case steep = 60

  /// The slope that fits the space from one label to the next.
  init(room: Double, _ canvas: ChartCanvas) {
    self = room * Self.gentle.sine >= canvas.type * 1.15 ? .gentle : .steep
  }

  var sine: Double { self == .gentle ? 0.574 : 0.866 }
  var cosine: Double { self == .gentle ? 0.819 : 0.5 }
}
