package import Weaving

/// How much a number may differ from the recorded one and still count as the same.
///
/// Whole numbers are always compared exactly, as are values that are not finite.
package struct Tolerance: Sendable, Equatable {
  /// The type whose units in the last place are used.
  package enum Precision: Sendable, Equatable {
    case float, double

    /// The precision of a static type's numbers.
    package init(ofType type: String) {
      let words = type.split { !$0.isLetter && !$0.isNumber }
      self = words.contains("Float") && !words.contains("Double") ? .float : .double
    }

    func ulp(of value: Double) -> Double {
      switch self {
      case .float: Double(Float(value).ulp)
      case .double: value.ulp
      }
    }
  }

  /// The default for cells without the option `tolerance`.
  static let defaultUlps = 4.0

  /// The option `tolerance` of the cell: an absolute difference for numbers below 1, a difference
  /// relative to the recorded number above; `nil` for `defaultUlps`.
  let limit: Double?
  let precision: Precision

  package init(_ limit: Double? = nil, precision: Precision = .double) {
    self.limit = limit
    self.precision = precision
  }

  /// The same limit for numbers of another type.
  func with(_ precision: Precision) -> Tolerance {
    Tolerance(limit, precision: precision)
  }

  /// Whether a number is close enough to the recorded one.
  package func accepts(_ computed: NumberToken, for recorded: NumberToken) -> Bool {
    if recorded.isWhole, computed.isWhole { return recorded.text == computed.text }
    let (old, new) = (recorded.value, computed.value)
    if old == new || old.isNaN && new.isNaN { return true }
    guard old.isFinite, new.isFinite else { return false }
    let distance = abs(new - old)
    if let limit, distance <= limit * max(1, abs(old)) { return true }
    return distance <= Self.defaultUlps * max(precision.ulp(of: old), precision.ulp(of: new))
  }
}
