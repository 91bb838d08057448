extension StatementParser {
  /// Parses a declaration if one is next; otherwise consumes nothing.
  mutating func declaration(in kind: SwiftBody.Kind) -> Parsed? {
    let start = next
    var passed: [Int] = []
    guard let head = declarationHead(from: start, passing: &passed) else {
      for index in passed { isNoDeclaration[index] = true }
      return nil
    }
    next = head
    guard isDeclared(in: kind) else {
      next = start
      return nil
    }
    // Attributes may hold closures.
    next = start
    var bodies: [SwiftBody] = []
    while next < head {
      if token()?.opens != nil { bodies += group() } else { next += 1 }
    }
    next = head
    let (declaration, own) = declared()
    return (.declaration(declaration), head, bodies + own)
  }

  /// Whether a body of this kind may hold the declaration whose keyword is next.
  private func isDeclared(in kind: SwiftBody.Kind) -> Bool {
    switch word() {
    case .`case`: kind == .type
    case .`init`: kind != .accessors && (word(1) != .leftBrace || kind == .type)
    default: true
    }
  }

  private mutating func declared() -> (SwiftStatement.Declaration, [SwiftBody]) {
    switch word() {
    case .`import`:
      repeat { next += 1 } while token().map { !$0.startsLine && $0.word != .semicolon } ?? false
      return (.import, [])
    case .`let`, .`var`: return (.variable, rest(.variable))
    case .`func`: return (.function, function())
    case .`extension`: return (.extension, type())
    case .`typealias`: return (.typeAlias, rest(.expression))
    case .`operator`: return (.operator, operatorName())
    case .`precedencegroup`: return (.precedenceGroup, type(hasMembers: false))
    case .macro: return (.macro, rest(.expression))
    case .`associatedtype`: return (.member, rest(.expression))
    case .`case`: return (.member, rest(.head))
    case .`subscript`: return (.member, rest(.variable))
    case .`init`, .`deinit`: return (.member, function())
    default: return (.type, type())
    }
  }

  private mutating func type(hasMembers: Bool = true) -> [SwiftBody] {
    let bodies = rest(.head)
    guard word() == .leftBrace else { return bodies }
    return bodies + [body(.type, hasStatements: hasMembers)]
  }

  private mutating func function() -> [SwiftBody] {
    let start = next
    next += 1
    // As a name, an operator needs no operand after it.
    if token()?.kind == .operator { next += 1 }
    let bodies = rest(.head, from: start)
    return word() == .leftBrace ? bodies + [body(.function)] : bodies
  }

  private mutating func operatorName() -> [SwiftBody] {
    next += 1
    if let token = token(), !token.startsLine, token.word != .semicolon { next += 1 }
    // Before Swift 3, braces held the precedence.
    return word() == .colon || word() == .leftBrace ? rest(.expression) : []
  }

  // MARK: Attributes and modifiers

  /// The index of a declaration's keyword, after the attributes and modifiers that begin at an index;
  /// `nil` if no declaration begins there.
  func declarationHead(from start: Int) -> Int? {
    var passed: [Int] = []
    return declarationHead(from: start, passing: &passed)
  }

  /// The same, also collecting the start of each attribute and modifier that is skipped.
  private func declarationHead(from start: Int, passing passed: inout [Int]) -> Int? {
    var index = start
    while index < limit, !isNoDeclaration[index] {
      passed.append(index)
      let token = code[index]
      if token.word == .at {
        index = afterAttribute(index, until: limit)
      } else if token.word == .poundIf, let end = afterConditionalAttributes(index) {
        index = end
      } else if isModifier(index) {
        index = afterModifier(index)
      } else {
        return isDeclarationKeyword(index) ? index : nil
      }
    }
    return nil
  }

  private func isDeclarationKeyword(_ index: Int) -> Bool {
    let token = code[index]
    if token.kind == .keyword { return token.word?.declares ?? false }
    guard token.word == .actor || token.word == .macro, index + 1 < limit else { return false }
    return code[index + 1].kind == .identifier && !code[index + 1].startsLine
  }

  /// Whether a word is a modifier, provided that a declaration follows.
  private func isModifier(_ index: Int) -> Bool {
    let token = code[index]
    guard token.kind == .keyword || token.kind == .identifier, let word = token.word else {
      return false
    }
    if word == .`class` { return isModifyingClass(index) }
    guard word.isModifier, index + 1 < limit else {
      return token.kind == .keyword && word.isModifier
    }
    return token.kind == .keyword || code[index + 1].isWordOrAttribute
      || afterModifier(index) > index + 1
  }

  /// The index after a modifier and its optional argument: `private(set)`.
  private func afterModifier(_ index: Int) -> Int {
    guard index + 3 < limit, code[index].word?.takesArgument == true,
      code[index + 1].word == .leftParenthesis, pairs.ends[index + 1] == index + 3,
      code[index + 2].word == .set || code[index].word?.takesAnyArgument == true
    else { return index + 1 }
    return index + 4
  }

  /// Whether `class` means `static`, rather than declaring a class.
  private func isModifyingClass(_ index: Int) -> Bool {
    guard index + 1 < limit, let word = code[index + 1].word else { return false }
    if code[index + 1].kind == .keyword { return word.declares || word.isModifier }
    return word.isModifier && index + 2 < limit && code[index + 2].isWordOrAttribute
  }

  /// The index after an attribute whose `@` is at an index.
  func afterAttribute(_ start: Int, until end: Int) -> Int {
    var index = start
    repeat { index += 2 } while index < end && code[index].word == .dot
    if index < end, code[index].word == .leftAngle, !code[index].isLeftBound {
      index = afterGenericArguments(index, until: end)
    }
    guard index < end, code[index].word == .leftParenthesis, !code[index].isLeftBound else {
      return min(index, end)
    }
    return min(pairs.after(index), end)
  }

  private func afterGenericArguments(_ start: Int, until end: Int) -> Int {
    var index = start
    var depth = 0
    repeat {
      let token = code[index]
      if token.kind == .operator, token.word != .arrow {
        for byte in bytes[token.range] {
          if byte == UInt8(ascii: "<") { depth += 1 }
          if byte == UInt8(ascii: ">") { depth -= 1 }
        }
      }
      index = token.opens == nil ? index + 1 : pairs.after(index)
    } while depth > 0 && index < end
    return index
  }

  /// The index after `#if` … `#endif` around attributes only; `nil` if they enclose more.
  private func afterConditionalAttributes(_ start: Int) -> Int? {
    var index = start
    var open = 0
    var hasAttribute = false
    while index < limit {
      switch code[index].word {
      case .at:
        index = afterAttribute(index, until: limit)
        hasAttribute = true
      case .poundEndif:
        index += 1
        open -= 1
        if open == 0 { return hasAttribute ? index : nil }
      case .poundIf, .poundElseif, .poundElse:
        // Deeper nesting would be scanned again and again.
        if code[index].word == .poundIf { open += 1 }
        guard open <= 4 else { return nil }
        repeat { index += 1 } while index < limit && !code[index].startsLine
      default: return nil
      }
    }
    return nil
  }
}

extension SwiftToken {
  fileprivate var isWordOrAttribute: Bool {
    kind == .keyword || kind == .identifier || word == .at
  }
}

extension SwiftWord {
  /// Whether a declaration begins with this reserved word.
  fileprivate var declares: Bool {
    switch self {
    case .`associatedtype`, .`class`, .`deinit`, .`enum`, .`extension`, .`func`, .`import`, .`init`,
      .`let`, .`operator`, .`precedencegroup`, .`protocol`, .`struct`, .`subscript`, .`typealias`,
      .`var`, .`case`:
      true
    default: false
    }
  }

  /// Whether this modifier may have an argument in parentheses.
  fileprivate var takesArgument: Bool {
    switch self {
    case .`public`, .`private`, .`fileprivate`, .`internal`, .open, .package, .unowned,
      .nonisolated:
      true
    default: false
    }
  }

  fileprivate var takesAnyArgument: Bool { self == .unowned || self == .nonisolated }

  fileprivate var isModifier: Bool {
    switch self {
    case .`public`, .`private`, .`fileprivate`, .`internal`, .`static`, .open, .package, .final,
      .mutating, .nonmutating, .override, .indirect, .nonisolated, .convenience, .required, .lazy,
      .weak, .unowned, .dynamic, .optional, .prefix, .postfix, .infix, .distributed, .isolated,
      .borrowing, .consuming, .async, .sending, .ownedConsuming, .constant:
      true
    default: false
    }
  }
}
