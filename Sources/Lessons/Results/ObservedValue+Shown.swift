extension UnitResult {
  /// The last value, if it has something to show.
  package var shownValue: ObservedValue? { lastValue.flatMap { $0.isShown ? $0 : nil } }
}

extension ObservedValue {
  /// Whether it has something to show: `()`, functions, and values that hold nothing else are not shown.
  package var isShown: Bool {
    guard type.contains("()") || type.contains("->") || type.contains("Void") else { return true }
    var rest = text[...]
    var isOfNothing = false
    while let first = rest.first {
      if let known = Self.nothings.first(where: { rest.hasPrefix($0) }) {
        rest.removeFirst(known.count)
        isOfNothing = true
      } else if rest.hasPrefix("Optional(") {
        rest.removeFirst("Optional(".count)
      } else if "[](), …".contains(first) {
        rest.removeFirst()
      } else {
        return true
      }
    }
    return !isOfNothing
  }

  private static let nothings = ["()", "(Function)"]
}
