/// One mark, as an author wrote it. Which fields are set depends on the kind.
struct ChartMark: Sendable, Equatable {
  enum Kind: Sendable, Equatable {
    case area, bar, line, point, rectangle, rule
  }

  /// The position of a mark on one axis: at a value, or from one to another. `nil` spans the axis.
  struct Extent: Sendable, Equatable {
    let start: PlottableValue
    let end: PlottableValue?

    init(_ value: PlottableValue) {
      start = value
      end = nil
    }

    init(_ start: PlottableValue, to end: PlottableValue) {
      self.start = start
      self.end = end
    }
  }

  let kind: Kind
  let x: Extent?
  let y: Extent?
  var stacking = MarkStacking.standard
  /// The value that separates lines with the same style.
  var group: PlottableValue?
  /// The value that determines the mark's colour, dash, symbol and hatching.
  var style: PlottableValue?
  /// The value that places bars side by side.
  var position: PlottableValue?
  var annotation: String?
  var showsSymbols = false

  init(_ kind: Kind, x: Extent?, y: Extent?) {
    self.kind = kind
    self.x = x
    self.y = y
  }
}
