// What goes on to the end of a statement: expressions, patterns, types, signatures.

extension StatementParser {
  /// What a brace stands for that is in no brackets.
  enum BraceMeaning {
    /// Of a closure.
    case none
    /// Of the statement's own body, which is left to the caller.
    case body
    /// Of a variable's accessors, which are read, or of a closure.
    case accessors
  }

  func isOpener(_ token: SwiftToken) -> Bool {
    if token.kind == .interpolationStart { return true }
    guard token.kind == .punctuation else { return false }
    let byte = bytes[token.range.lowerBound]
    return byte == UInt8(ascii: "(") || byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{")
  }

  /// Passes over the rest of a statement, and gives the bodies in it.
  mutating func rest(before brace: BraceMeaning, until stops: Set<Substring> = []) -> [SwiftBody] {
    var bodies: [SwiftBody] = []
    let start = next
    var hasValue = false
    while let token = token(), !isCloser(token), !isPunctuation(";"), token.kind != .directive {
      if next > start, token.startsLine, !continues(token) { break }
      if token.kind == .keyword, stops.contains(text()) { break }
      if token.kind == .operator, text() == "=" { hasValue = true }
      if isPunctuation("{") {
        if brace == .body, !isClosureInCondition { break }
        if brace == .accessors, !hasValue || beginsAccessors {
          bodies.append(body(.accessors))
          break
        }
        bodies.append(body(.closure))
      } else if isOpener(token) {
        bodies += brackets()
      } else if next > start, isKeyword(["if", "switch", "do"]), isExpressionStart {
        bodies += control(.expressionBranch)
      } else {
        next += 1
      }
    }
    return bodies
  }

  /// Passes over brackets, the first of which is next, and gives the bodies in them.
  mutating func brackets() -> [SwiftBody] {
    if isPunctuation("{") { return [body(.closure)] }
    let start = next
    let closer: UInt8 =
      tokens[code[start]].range.count == 1 && isPunctuation("[")
      ? UInt8(ascii: "]") : UInt8(ascii: ")")
    var bodies: [SwiftBody] = []
    next += 1
    while let token = token() {
      if isCloser(token) {
        if bytes[token.range.lowerBound] == closer {
          next += 1
          return bodies
        }
        break
      }
      if isOpener(token) {
        bodies += brackets()
      } else if isKeyword(["if", "switch", "do"]), isExpressionStart {
        bodies += control(.expressionBranch)
      } else {
        next += 1
      }
    }
    unmatched.append(code[start])
    return bodies
  }

  /// Whether `if`, `switch` or `do` here is an expression: what is before it wants one.
  private var isExpressionStart: Bool {
    guard next > 0 else { return false }
    let last = tokens[code[next - 1]]
    switch last.kind {
    case .operator: return true
    case .keyword: return ["return", "in", "try", "throw"].contains(text(of: last))
    case .identifier: return text(of: last) == "await"
    case .punctuation: return "([,:".contains(text(of: last))
    default: return false
    }
  }

  /// Whether a brace in a condition is a closure's: then the condition goes on behind it.
  private var isClosureInCondition: Bool {
    guard let open = token(), !open.startsLine else { return false }
    var index = next
    var depth = 0
    repeat {
      guard code.indices.contains(index) else { return false }
      let token = tokens[code[index]]
      if isOpener(token) { depth += 1 }
      if isCloser(token) { depth -= 1 }
      index += 1
    } while depth > 0
    guard code.indices.contains(index) else { return false }
    let after = tokens[code[index]]
    guard !after.startsLine else { return false }
    switch text(of: after) {
    case "{", ",", "(", "[", ".", "where", "is", "as", ":": return true
    default: return after.kind == .operator
    }
  }

  /// Whether the brace that is next begins `get`, `set` or an observer.
  private var beginsAccessors: Bool {
    ["didSet", "willSet", "get", "set"].contains(text(1))
      && (isPunctuation("{", 2) || isPunctuation("(", 2))
  }

  /// Whether a token that begins a line goes on with the statement before it.
  private func continues(_ token: SwiftToken) -> Bool {
    let last = tokens[code[next - 1]]
    return last.wantsMore(text(of: last)) || goesOn(token, behind: last)
  }

  private func goesOn(_ token: SwiftToken, behind last: SwiftToken) -> Bool {
    let text = text(of: token)
    switch token.kind {
    case .operator:
      // With a space behind it, it is between two values; without one, before its own.
      if text == "=" || text == "->" || text == "?" { return true }
      let end = token.range.upperBound
      return end >= bytes.count || bytes[end].isBlank || bytes[end] == UInt8(ascii: "\n")
    case .keyword: return ["where", "is", "as", "in", "throws", "rethrows", "else"].contains(text)
    case .punctuation: return [".", ",", ":", "{"].contains(text)
    case .identifier:
      if text == "async" { return self.text(of: last) == ")" }
      // A further trailing closure.
      return self.text(of: last) == "}" && isPunctuation(":", 1) && isPunctuation("{", 2)
    case .stringText, .stringEnd, .interpolationStart, .interpolationEnd: return true
    case .number, .stringStart, .regex, .poundName, .directive, .lineComment, .blockComment:
      return false
    }
  }

  // MARK: Control

  /// A statement that controls others, whose keyword is next, with the bodies in it.
  mutating func control(_ kind: SwiftBody.Kind) -> [SwiftBody] {
    let word = text()
    next += 1
    switch word {
    case "repeat":
      let bodies = own(kind)
      guard isKeyword(["while"]) else { return bodies }
      next += 1
      return bodies + rest(before: .none)
    case "do":
      var bodies = rest(before: .body) + own(kind)
      while isKeyword(["catch"]) {
        next += 1
        bodies += rest(before: .body) + own(kind)
      }
      return bodies
    case "guard":
      let bodies = rest(before: .none, until: ["else"])
      if isKeyword(["else"]) { next += 1 }
      return bodies + own(kind)
    case "switch":
      let bodies = rest(before: .body)
      return bodies + own(.cases)
    case "if":
      var bodies = rest(before: .body) + own(kind)
      while isKeyword(["else"]) {
        next += 1
        if isKeyword(["if"]) {
          next += 1
          bodies += rest(before: .body)
        }
        bodies += own(kind)
      }
      return bodies
    default: return rest(before: .body) + own(kind)
    }
  }

  private mutating func own(_ kind: SwiftBody.Kind) -> [SwiftBody] {
    isPunctuation("{") ? [body(kind)] : []
  }
}

extension SwiftToken {
  /// Whether a statement cannot end in it.
  func wantsMore(_ text: Substring) -> Bool {
    switch kind {
    case .operator:
      // Behind a value without a space it is the value's: `x!`, `range...`.
      return isLeftBound || text == "=" || text == "->"
    case .punctuation: return [",", ":", ".", "@"].contains(text)
    case .keyword: return SwiftKeywords.open.contains(String(text))
    case .identifier: return text == "await"
    case .stringStart, .stringText, .interpolationStart, .interpolationEnd: return true
    default: return false
    }
  }
}
