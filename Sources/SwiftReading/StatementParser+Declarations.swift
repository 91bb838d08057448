extension StatementParser {
  /// A declaration, if one is next; otherwise nothing is passed over.
  mutating func declaration(in kind: SwiftBody.Kind) -> Parsed? {
    let start = next
    skipAttributesAndModifiers()
    let head = next
    guard let (declaration, bodies) = declared(in: kind) else {
      next = start
      return nil
    }
    return (.declaration(declaration), head, bodies)
  }

  private mutating func declared(
    in kind: SwiftBody.Kind
  ) -> (SwiftStatement.Declaration, [SwiftBody])? {
    let word = text()
    guard let token = token() else { return nil }
    if token.kind == .identifier {
      guard this(1, .identifier), self.token(1)?.startsLine == false else { return nil }
      switch word {
      case "actor": return (.type, type())
      case "macro": return (.macro, rest(before: .none))
      default: return nil
      }
    }
    guard token.kind == .keyword else { return nil }
    switch word {
    case "import":
      skipLine(untilSemicolon: true)
      return (.import, [])
    case "let", "var": return (.variable, rest(before: .accessors))
    case "func": return (.function, function())
    case "struct", "enum", "protocol": return (.type, type())
    case "class" where this(1, .identifier): return (.type, type())
    case "extension": return (.extension, type())
    case "typealias": return (.typeAlias, rest(before: .none))
    case "operator":
      skipLine(untilSemicolon: true)
      return (.operator, [])
    case "precedencegroup": return (.precedenceGroup, type())
    case "associatedtype", "case":
      guard word != "case" || kind == .type else { return nil }
      return (.member, rest(before: .none))
    case "subscript" where kind == .type: return (.member, rest(before: .accessors))
    case "init", "deinit":
      guard kind == .type else { return nil }
      return (.member, function())
    default: return nil
    }
  }

  private func this(_ offset: Int, _ kind: SwiftToken.Kind) -> Bool {
    token(offset)?.kind == kind
  }

  private mutating func type() -> [SwiftBody] {
    rest(before: .body) + (isPunctuation("{") ? [body(.type)] : [])
  }

  private mutating func function() -> [SwiftBody] {
    // An operator's name wants nothing behind it.
    next += 1
    if token()?.kind == .operator {
      repeat { next += 1 } while token()?.kind == .operator
      if text() == "<" { next += 1 }
    }
    return rest(before: .body) + (isPunctuation("{") ? [body(.function)] : [])
  }

  private mutating func skipLine(untilSemicolon: Bool) {
    repeat { next += 1 } while token().map { !$0.startsLine && text(of: $0) != ";" } ?? false
  }

  /// Passes over `@available(macOS 13, *)`, `public`, `private(set)`, `nonisolated`.
  private mutating func skipAttributesAndModifiers() {
    while let token = token() {
      if isPunctuation("@") {
        next += 1
        skipAttribute()
      } else if isModifier(token) {
        next += 1
        if isPunctuation("("), self.token()?.isLeftBound == false { _ = brackets() }
      } else {
        return
      }
    }
  }

  private mutating func skipAttribute() {
    repeat {
      if isPunctuation(".") { next += 1 }
      next += 1
    } while isPunctuation(".")
    skipGenericArguments()
    guard isPunctuation("("), let open = token(), !open.startsLine, !open.hasSpaceBefore(bytes)
    else {
      return
    }
    _ = brackets()
  }

  private mutating func skipGenericArguments() {
    guard text().hasPrefix("<"), token()?.isLeftBound == false else { return }
    var depth = 0
    repeat {
      depth += text().count { $0 == "<" } - text().count { $0 == ">" }
      next += 1
    } while depth > 0 && token() != nil
  }

  private static let modifiers: Set<Substring> = [
    "open", "package", "final", "mutating", "nonmutating", "override", "indirect", "nonisolated",
    "convenience", "required", "lazy", "weak", "unowned", "dynamic", "optional", "prefix",
    "postfix",
    "infix", "distributed", "isolated", "borrowing", "consuming", "async", "sending", "__consuming",
  ]
  private static let modifierKeywords: Set<Substring> = [
    "public", "private", "fileprivate", "internal", "static",
  ]

  /// Whether a word is a modifier: another one, an attribute or a declaration follows it.
  private func isModifier(_ token: SwiftToken) -> Bool {
    let word = text(of: token)
    if token.kind == .keyword, word == "class" {
      return isKeyword(["func", "var", "let", "subscript", "override", "final"], 1)
        || Self.modifiers.contains(text(1)) && !isPunctuation("{", 2) && !isPunctuation(":", 2)
    }
    let isWord =
      token.kind == .keyword
      ? Self.modifierKeywords.contains(word)
      : token.kind == .identifier && Self.modifiers.contains(word)
    guard isWord else { return false }
    var offset = 1
    if isPunctuation("(", offset), isPunctuation(")", offset + 2) { offset += 3 }
    guard let following = self.token(offset) else { return false }
    switch following.kind {
    case .keyword:
      return SwiftKeywords.declarations.contains(String(text(of: following)))
        || text(of: following) == "case"
    case .identifier:
      let name = text(of: following)
      return Self.modifiers.contains(name) || name == "actor" || name == "macro"
    case .punctuation: return text(of: following) == "@"
    default: return false
    }
  }
}

extension SwiftToken {
  /// Whether white space stands before it, not an opening bracket.
  fileprivate func hasSpaceBefore(_ bytes: [UInt8]) -> Bool {
    range.lowerBound > 0 && (bytes[range.lowerBound - 1].isBlank)
  }
}
