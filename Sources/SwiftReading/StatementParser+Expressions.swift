// The parts that run to the end of a statement: expressions, patterns, types, signatures.

extension StatementParser {
  /// The part being read, which determines the meaning of a brace outside brackets.
  enum Part {
    /// Braces are closures.
    case expression
    /// Braces are closures if the condition continues after them; any other brace is left.
    case condition
    /// A condition that ends in `else`: braces are closures.
    case guarded
    /// The name and signature of a declaration; its brace is left.
    case head
    /// Braces are accessors, or closures in an initial value.
    case variable
  }

  /// Skips the rest of a statement and returns the bodies in it.
  ///
  /// The part may have begun before the next token.
  mutating func rest(_ part: Part, from start: Int? = nil) -> [SwiftBody] {
    var bodies: [SwiftBody] = []
    let start = start ?? next
    var hasValue = false
    while let token = token() {
      if part == .guarded, isKeyword(.`else`) { break }
      if token.kind == .directive, next > start {
        guard isPostfixCondition else { break }
        bodies += postfixCondition()
        continue
      }
      if endsStatement(token, from: start, hasValue ? .expression : part) { break }
      switch token.word {
      case .leftBrace:
        if part == .head || (part == .condition && !isClosureInCondition(from: start)) {
          return bodies
        }
        guard part == .variable, isAccessors(hasValue: hasValue) else {
          bodies.append(body(.closure))
          continue
        }
        bodies.append(body(.accessors))
        guard word() == .comma else { return bodies }
      case .equal:
        hasValue = part == .variable
        next += 1
      case .comma:
        if beginsVariable(1) { hasValue = false }
        next += 1
      default: bodies += passOver(token, from: start)
      }
    }
    return bodies
  }

  /// Whether another variable is declared at an offset: `let a = 1, b = 2`.
  private func beginsVariable(_ offset: Int) -> Bool {
    var index = next + offset
    guard index < limit else { return false }
    index = code[index].word == .leftParenthesis ? pairs.after(index) : index + 1
    return index < limit && (code[index].word == .equal || code[index].word == .colon)
  }

  private mutating func passOver(_ token: SwiftToken, from start: Int) -> [SwiftBody] {
    if token.opens != nil { return group() }
    if next > start, isControlExpression { return control(.expressionBranch) }
    next += 1
    return []
  }

  /// Skips the brackets that begin at the next token, and returns the bodies in them.
  mutating func group() -> [SwiftBody] {
    if word() == .leftBrace { return [body(.closure)] }
    let outer = limit
    let after = min(pairs.after(next), limit)
    limit = min(pairs.ends[next], limit)
    var bodies: [SwiftBody] = []
    next += 1
    // Nested brackets need no special handling: only braces hold statements.
    while let token = token() {
      if token.word == .leftBrace {
        bodies.append(body(.closure))
      } else if isControlExpression {
        bodies += control(.expressionBranch)
      } else {
        next += 1
      }
    }
    limit = outer
    next = after
    return bodies
  }

  // MARK: Braces

  /// Whether the brace that is next in a condition begins a closure.
  private func isClosureInCondition(from start: Int) -> Bool {
    guard next > start else { return false }
    if wantsMore(next - 1) { return true }
    if isKeyword(.`case`, 1) { return false }
    let after = pairs.after(next)
    guard pairs.isMatched(next), after < limit, !code[after].startsLine else { return false }
    let token = code[after]
    switch token.word {
    case .leftBrace, .comma, .leftParenthesis, .leftBracket, .dot, .`where`, .`is`, .`as`, .colon:
      return true
    default:
      return token.kind == .operator
    }
  }

  /// Whether the brace that is next in a variable declaration begins accessors.
  private func isAccessors(hasValue: Bool) -> Bool {
    guard hasValue else { return true }
    // A variable with an initial value can only have observers.
    var index = next + 1
    while index < limit, code[index].word == .at { index = afterAttribute(index, until: limit) }
    guard index < limit, !wantsMore(next - 1) else { return false }
    return code[index].word == .willSet || code[index].word == .didSet
  }

  /// Skips a closure's signature up to its `in`, if it has one.
  mutating func skipSignature(until end: Int) {
    var index = next
    func word() -> SwiftWord? { index < end ? code[index].word : nil }
    while word() == .at { index = afterAttribute(index, until: end) }
    if word() == .leftBracket { index = pairs.after(index) }
    if word() == .leftParenthesis {
      index = pairs.after(index)
    } else {
      while index < end, code[index].isParameterName {
        index += 1
        if word() == .comma { index += 1 }
      }
    }
    while word() == .async || word() == .`throws` || word() == .`rethrows` || word() == .reasync {
      index += 1
      if word() == .leftParenthesis { index = pairs.after(index) }
    }
    if word() == .arrow {
      while index < end, code[index].isOfType {
        index = code[index].opens == nil ? index + 1 : pairs.after(index)
      }
    }
    if word() == .`in`, code[index].kind == .keyword { next = index + 1 }
  }

  // MARK: Control

  /// Whether `if`, `switch` or `do` is an expression here, because the code before it needs one.
  private var isControlExpression: Bool {
    guard depth < Self.deepest, isKeyword(.`if`) || isKeyword(.`switch`) || isKeyword(.`do`),
      next > 0, word(1) != .colon
    else { return false }
    let last = code[next - 1]
    switch last.word {
    case .`return`, .`in`, .`try`, .`throw`, .await, .leftParenthesis, .leftBracket, .comma, .colon:
      return true
    default: return last.kind == .operator && (last.isLeftBound || last.word == .equal)
    }
  }

  /// Parses a control statement whose keyword is next, and returns the bodies in it.
  mutating func control(_ kind: SwiftBody.Kind) -> [SwiftBody] {
    depth += 1
    defer { depth -= 1 }
    let word = word()
    next += 1
    switch word {
    case .`repeat`:
      let bodies = own(kind)
      guard isKeyword(.`while`) else { return bodies }
      return bodies + rest(.expression)
    case .`do`: return rest(.head) + own(kind) + clauses(.`catch`, kind)
    case .`guard`:
      let bodies = rest(.guarded)
      if isKeyword(.`else`) { next += 1 }
      return bodies + own(kind)
    case .`switch`: return rest(.condition) + own(.cases)
    case .`if`: return rest(.condition) + own(kind) + clauses(.`else`, kind)
    case .`defer`: return rest(.head) + own(kind)
    default: return rest(.condition) + own(kind)
    }
  }

  /// Parses the `else` or `catch` clauses that are next.
  private mutating func clauses(_ word: SwiftWord, _ kind: SwiftBody.Kind) -> [SwiftBody] {
    var bodies: [SwiftBody] = []
    while isKeyword(word) {
      next += 1
      if word == .`catch` {
        bodies += rest(.condition)
      } else if isKeyword(.`if`) {
        next += 1
        bodies += rest(.condition)
      }
      bodies += own(kind)
    }
    return bodies
  }

  private mutating func own(_ kind: SwiftBody.Kind) -> [SwiftBody] {
    word() == .leftBrace ? [body(kind)] : []
  }
}

extension SwiftToken {
  fileprivate var isParameterName: Bool { kind == .identifier || word == .underscore }

  /// Whether it may be part of a type.
  fileprivate var isOfType: Bool {
    switch kind {
    case .identifier, .operator: return true
    case .keyword:
      switch word {
      case .anyType, .selfType, .`throws`, .`rethrows`, .`inout`, .`self`, .underscore: return true
      default: return false
      }
    case .punctuation:
      switch word {
      case .leftParenthesis, .leftBracket, .dot, .comma, .at: return true
      default: return false
      }
    default: return false
    }
  }
}
