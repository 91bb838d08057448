/// A mapping from the values of one axis to places between 0 and 1.
///
/// A category is represented by its index in the list: 0, 1, 2, …
enum ChartScale: Sendable, Equatable {
  case linear(low: Double, high: Double)
  case logarithmic(low: Double, high: Double)
  case categories([String])

  /// The place of a value; `nil` if it has none: NaN, infinite, or not positive on a logarithmic
  /// axis. Values outside the domain have places below 0 or above 1.
  func position(of value: Double) -> Double? {
    guard value.isFinite else { return nil }
    switch self {
    case .linear(let low, let high):
      // Halved, so that the widest range of doubles does not overflow.
      return (value / 2 - low / 2) / (high / 2 - low / 2)
    case .logarithmic(let low, let high):
      guard value > 0 else { return nil }
      let start = decimalLogarithm(of: low)
      return (decimalLogarithm(of: value) - start) / (decimalLogarithm(of: high) - start)
    case .categories(let names):
      return (value + 0.5) / Double(max(1, names.count))
    }
  }

  /// The place where bars and areas begin: at zero, or at the nearest edge.
  var base: Double { max(0, min(1, position(of: 0) ?? 0)) }

  var isCategorical: Bool {
    if case .categories = self { return true }
    return false
  }

  /// Whether a place is within the domain.
  static func isVisible(_ position: Double) -> Bool { position >= -1e-9 && position <= 1 + 1e-9 }

  /// At most `limit` ticks; always all categories.
  func ticks(limit: Int) -> [AxisTick] {
    switch self {
    case .linear(let low, let high): AxisTick.linear(from: low, to: high, limit: limit)
    case .logarithmic(let low, let high): AxisTick.logarithmic(from: low, to: high, limit: limit)
    case .categories(let names):
      names.enumerated().map { AxisTick(value: Double($0.offset), label: $0.element) }
    }
  }
}

extension ChartScale {
  /// The values to show on a numeric axis.
  struct Extent {
    /// The lowest and highest finite values, if any.
    var range: ClosedRange<Double>?
    var includesZero = false
    /// Whether zero is shown if it is near: no farther away than the width of the data.
    var reachesForZero = false
    /// Whether the axis ends at round numbers rather than with the data.
    var isRounded = true
    /// The space on both sides of an axis that is not rounded, as a share of its length.
    var margin = 0.0

    mutating func include(_ value: Double) {
      guard let range else {
        self.range = value...value
        return
      }
      self.range = min(range.lowerBound, value)...max(range.upperBound, value)
    }
  }

  /// Creates the scale that shows an extent, or the domain set by the author.
  init(_ axis: ChartConfiguration.Axis, showing extent: Extent, ticks: Int) {
    switch axis.type {
    case .linear: self = Self.linear(axis.range, extent, ticks)
    case .log: self = Self.logarithmic(axis.range, extent)
    }
  }

  private static func linear(
    _ domain: ClosedRange<Double>?,
    _ extent: Extent,
    _ ticks: Int
  ) -> ChartScale {
    if let domain, domain.lowerBound.isFinite, domain.upperBound.isFinite {
      let (low, high) = widened(domain.lowerBound, domain.upperBound)
      return .linear(low: low, high: high)
    }
    guard let range = extent.range else { return .linear(low: 0, high: 1) }
    var low = range.lowerBound
    var high = range.upperBound
    if extent.includesZero || extent.reachesForZero && low <= high / 2 { low = min(low, 0) }
    if extent.includesZero || extent.reachesForZero && high >= low / 2 { high = max(high, 0) }
    (low, high) = widened(low, high)
    guard extent.isRounded else {
      let room = (high / 2 - low / 2) * 2 * extent.margin
      let isWide = room < 1e300
      return .linear(low: isWide ? low - room : low, high: isWide ? high + room : high)
    }
    let step = LinearStep(covering: low, to: high, limit: ticks)
    if let first = step.multiple(low, roundingUp: false),
      let last = step.multiple(high, roundingUp: true)
    {
      let rounded = (step.value(of: first), step.value(of: last))
      if rounded.0.isFinite, rounded.1.isFinite { (low, high) = rounded }
    }
    return .linear(low: low, high: high)
  }

  /// Widens a range that is a single point or only rounding noise.
  private static func widened(_ low: Double, _ high: Double) -> (Double, Double) {
    let size = max(abs(low), abs(high))
    guard size > 1e-280 else { return low == 0 && high == 0 ? (0, 1) : (-1, 1) }
    guard high / 2 - low / 2 <= size * 1e-12 else { return (low, high) }
    return (low < -1e308 ? low : low - size / 2, high > 1e308 ? high : high + size / 2)
  }

  private static func logarithmic(_ domain: ClosedRange<Double>?, _ extent: Extent) -> ChartScale {
    let positive = { (value: Double?) in value.flatMap { $0 > 1e-290 && $0.isFinite ? $0 : nil } }
    var low = positive(domain?.lowerBound) ?? positive(extent.range?.lowerBound) ?? 1
    var high = positive(domain?.upperBound) ?? positive(extent.range?.upperBound) ?? 10
    if domain == nil, extent.isRounded {
      low = powerOfTen(decade(of: low))
      let top = decade(of: high)
      high = powerOfTen(top) >= high * (1 - 1e-12) ? powerOfTen(top) : powerOfTen(top + 1)
    }
    if high <= low * (1 + 1e-9) { (low, high) = (low / 2, low * 2) }
    high = min(high, .greatestFiniteMagnitude)
    return .logarithmic(low: low, high: high)
  }
}
