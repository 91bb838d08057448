package import Weaving

/// How far a number may lie from the one recorded and still be the same.
///
/// Whole numbers are always compared exactly, as are numbers and what is not finite.
package struct Tolerance: Sendable, Equatable {
  /// The type whose units in the last place count.
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

  /// What a cell without the option `tolerance` allows.
  static let defaultUlps = 4.0

  /// The option `tolerance` of the cell: an absolute difference between numbers below 1, a
  /// difference relative to the recorded number above; `nil` for `defaultUlps`.
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

  /// Whether a number may stand for the one recorded.
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
