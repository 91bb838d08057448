extension SwiftSource {
  /// Whether the text is exactly one literal: a number, a string without interpolation, a Boolean,
  /// `nil`, or a collection, a tuple or an optional of them.
  package var isLiteral: Bool {
    var reader = LiteralReader(source: self)
    return !tokens.isEmpty && reader.value() && reader.next == tokens.count
  }
}

private struct LiteralReader {
  let source: SwiftSource
  var next = 0

  private func text(_ offset: Int = 0) -> String {
    source.tokens.indices.contains(next + offset)
      ? source.text(of: source.tokens[next + offset]) : ""
  }

  mutating func value() -> Bool {
    guard source.tokens.indices.contains(next) else { return false }
    switch source.tokens[next].kind {
    case .number: return passes()
    case .operator where text() == "-" && source.tokens.indices.contains(next + 1):
      next += 1
      return source.tokens[next].kind == .number || text() == "inf" ? passes() : false
    case .keyword where ["true", "false", "nil"].contains(text()): return passes()
    case .identifier where ["inf", "nan"].contains(text()): return passes()
    case .identifier where text() == "Optional" && text(1) == "(":
      next += 1
      return list(until: ")")
    case .stringStart: return string()
    case .punctuation where text() == "[": return list(until: "]")
    case .punctuation where text() == "(": return list(until: ")")
    default: return false
    }
  }

  private mutating func passes() -> Bool {
    next += 1
    return true
  }

  private mutating func string() -> Bool {
    next += 1
    if source.tokens.indices.contains(next), source.tokens[next].kind == .stringText { next += 1 }
    guard source.tokens.indices.contains(next), source.tokens[next].kind == .stringEnd else {
      return false
    }
    return passes()
  }

  /// Reads elements separated by commas, each with an optional label or key.
  private mutating func list(until end: String) -> Bool {
    next += 1
    if text() == ":", text(1) == end { next += 1 }
    while text() != end {
      if text(1) == ":", source.tokens[next].kind == .identifier { next += 2 }
      guard value() else { return false }
      if text() == ":" {
        next += 1
        guard value() else { return false }
      }
      if text() == "," { next += 1 } else if text() != end { return false }
    }
    return passes()
  }
}
