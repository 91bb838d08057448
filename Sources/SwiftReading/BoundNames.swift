extension SwiftSource {
  /// A name that a declaration binds, with its place.
  package struct BoundName: Sendable, Equatable {
    package let text: String
    package let range: Range<Int>
    /// What it is given where it is declared, in UTF-8 bytes of the text.
    package let initializer: Range<Int>?
    /// Whether it is a part of a pattern: `low` of `let (low, high) = …`.
    package let isInTuple: Bool
  }

  /// The names that a declaration with `let` or `var` binds, in their order; none for another.
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
    /// Whether a condition of an `if` or a `switch` that is the value is not over.
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
        // `low` of `lower: low` is the name.
        let isLabel =
          depth > 0 && index + 1 < range.upperBound && self.text(of: tokens[index + 1]) == ":"
        if !isLabel { group.append((token, depth > 0)) }
      default: break
      }
      // The value begins behind the equals sign's space.
      if let begin = start, begin == end, text != "=" { start = token.range.lowerBound }
      end = token.range.upperBound
    }
    flush()
    return names
  }

  /// The name that a declaration of a function, a type or an alias declares; `nil` for another one.
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
