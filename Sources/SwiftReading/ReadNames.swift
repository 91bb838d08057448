extension SwiftSource {
  /// Whether a name is in a range of the text, not as a member of something.
  package func mentions(_ name: String, in range: Range<Int>) -> Bool {
    tokens.indices.contains { index in
      guard tokens[index].kind == .identifier, range.contains(tokens[index].range.lowerBound),
        text(of: tokens[index]) == name
      else { return false }
      return index == 0 || text(of: tokens[index - 1]) != "."
    }
  }

  /// Whether an expression reads a name: not as a member, a label, or a name of its own.
  package func reads(_ name: String) -> Bool {
    let own = ownNames
    return !own.contains(name)
      && tokens.indices.contains { index in
        guard tokens[index].kind == .identifier, text(of: tokens[index]) == name else {
          return false
        }
        let isMember = index > 0 && text(of: tokens[index - 1]) == "."
        let isLabel = index + 1 < tokens.count && text(of: tokens[index + 1]) == ":"
        let isChoice = index > 0 && tokens[..<index].last.map(text) == "?"
        return !isMember && (!isLabel || isChoice)
      }
  }

  /// The parameters of its closures and the variables in them.
  private var ownNames: Set<String> {
    var names: Set<String> = []
    for (index, token) in tokens.enumerated() where token.kind == .keyword {
      switch text(of: token) {
      case "in":
        // Back to the brace that begins the closure.
        for before in tokens[..<index].reversed() {
          if before.kind == .punctuation, text(of: before) == "{" { break }
          if before.kind == .identifier { names.insert(text(of: before)) }
        }
      case "let", "var":
        if index + 1 < tokens.count { names.insert(text(of: tokens[index + 1])) }
      default: continue
      }
    }
    return names
  }
}
