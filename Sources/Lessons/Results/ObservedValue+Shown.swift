extension UnitResult {
  /// The last value, where there is something in it to show.
  package var shownValue: ObservedValue? { lastValue.flatMap { $0.isShown ? $0 : nil } }
}

extension ObservedValue {
  /// Whether there is something in it to show: `()`, functions, and what holds nothing else are no
  /// values to a reader.
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
