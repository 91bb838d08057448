extension SwiftSource {
  /// A name that a declaration binds, with its place.
  package struct BoundName: Sendable, Equatable {
    package let text: String
    package let range: Range<Int>
    /// Its initial value, in UTF-8 bytes of the text.
    package let initializer: Range<Int>?
    /// Whether it is part of a pattern: `low` of `let (low, high) = …`.
    package let isInTuple: Bool
  }

  /// The names that a `let` or `var` declaration binds, in order; none for other declarations.
  ///
  /// Complexity: O(n) in the number of its tokens.
  package func boundNames(of statement: SwiftStatement) -> [BoundName] {
    guard statement.kind == .declaration(.variable) else { return [] }
    var names: [BoundName] = []
    var group: [(token: SwiftToken, isInTuple: Bool)] = []
    var start: Int?
    var end = 0
    var isPattern = true
    var depth = 0
    var angles = 0
    /// Whether the condition of an `if` or a `switch` used as the value is still open.
    var isInCondition = false
    func flush() {
      names += group.map {
        BoundName(
          text: text(of: $0.token),
          range: $0.token.range,
          initializer: start.map { $0..<max($0, end) },
          isInTuple: $0.isInTuple
        )
      }
    }
    let range = (statement.head + 1)..<max(statement.head + 1, statement.tokens.upperBound)
    for index in range where !tokens[index].kind.isComment {
      let token = tokens[index]
      let text = text(of: token)
      if depth == 0, start != nil, text == "if" || text == "switch" { isInCondition = true }
      if text == "{" { isInCondition = false }
      switch token.kind {
      case .punctuation where text == "(" || text == "[" || text == "{": depth += 1
      case .punctuation where text == ")" || text == "]" || text == "}": depth -= 1
      case .interpolationStart: depth += 1
      case .interpolationEnd: depth -= 1
      case .operator where text.hasPrefix("<") && !token.isLeftBound && !isPattern:
        angles += text.count { $0 == "<" }
      case .operator where text.hasPrefix(">") && angles > 0:
        angles = max(0, angles - text.count { $0 == ">" })
      case .punctuation where text == "," && depth == 0 && angles == 0 && !isInCondition:
        flush()
        (group, start, isPattern) = ([], nil, true)
      case .punctuation where text == ":" && depth == 0: isPattern = false
      case .operator where text == "=" && depth == 0 && start == nil:
        (start, isPattern) = (token.range.upperBound, false)
      case .identifier where isPattern:
        // In `lower: low`, the name is `low`.
        let isLabel =
          depth > 0 && index + 1 < range.upperBound && self.text(of: tokens[index + 1]) == ":"
        if !isLabel { group.append((token, depth > 0)) }
      default: break
      }
      // The value begins after the space that follows the equals sign.
      if let begin = start, begin == end, text != "=" { start = token.range.lowerBound }
      end = token.range.upperBound
    }
    flush()
    return names
  }

  /// The name that a function, type or alias declaration declares; `nil` for any other declaration.
  package func declaredName(of statement: SwiftStatement) -> String? {
    switch statement.kind {
    case .declaration(.function), .declaration(.type), .declaration(.typeAlias),
      .declaration(.macro):
      let rest = tokens[(statement.head + 1)..<max(statement.head + 1, statement.tokens.upperBound)]
      return rest.first { !$0.kind.isComment }.map(text)
    default: return nil
    }
  }
}
