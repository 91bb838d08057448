package import SwiftReading

// What kind of code a block of documentation is, as far as its text alone says.

extension SwiftSource {
  func exampleForm(_ isLabelled: Bool) -> Example.Form {
    if isOfManifest { return .omitted(.manifest) }
    if isShell { return .omitted(.shell) }
    if isElided { return .omitted(.elided) }
    if !isClosed { return .omitted(isLabelled ? .fragment : .notSwift) }
    if hasRunOnStatements, !isLabelled { return .omitted(.notSwift) }
    if statements.isEmpty { return .omitted(.notSwift) }
    if lacksBodies(file) { return .interface }
    if statements.contains(where: isMember) { return .members }
    return .statements
  }

  /// Whether a text without a label may be code: it does not read like prose or a picture.
  package var looksLikeCode: Bool {
    !statements.isEmpty && !hasRunOnStatements && isClosed
  }

  // MARK: What is no program

  private static let manifestCalls: Set = [
    "package", "product", "target", "executableTarget", "testTarget", "library", "executable",
    "plugin", "binaryTarget", "macro", "systemLibrary",
  ]
  private static let manifestLabels: Set = ["url", "path", "name", "id"]

  private var isOfManifest: Bool {
    let words = tokens.map { $0.kind.isComment ? "" : text(of: $0) }
    if words.contains("PackageDescription") { return true }
    if tokens.contains(where: { $0.kind.isComment && text(of: $0).contains("swift-tools-version") })
    {
      return true
    }
    for index in words.indices.dropLast(3) where words[index] == "." {
      if Self.manifestCalls.contains(words[index + 1]), words[index + 2] == "(",
        Self.manifestLabels.contains(words[index + 3])
      {
        return true
      }
    }
    let first = words.prefix(3)
    return first.count == 3
      && ["dependencies", "targets", "products", "platforms", "traits"].contains(first[0])
      && first[1] == ":" && first[2] == "["
  }

  private static let commands: Set = [
    "swift", "git", "brew", "mint", "make", "cd", "curl", "docker", "sudo", "npm", "pod", "mkdir",
    "swiftc", "xcodebuild", "xcrun", "export", "apt", "bash", "sh",
  ]

  private var isShell: Bool {
    guard let first = tokens.first(where: { !$0.kind.isComment }) else { return false }
    let word = text(of: first)
    if word == "$" || word == "%" || word == "❯" { return true }
    guard Self.commands.contains(word),
      let next = tokens.first(where: {
        !$0.kind.isComment && $0.range.lowerBound >= first.range.upperBound
      }), line(of: next.range.lowerBound) == line(of: first.range.lowerBound)
    else { return false }
    // `swift build` is two words; `make(1)` and `export = 1` are code.
    return next.kind == .identifier
      || text(of: next).hasPrefix("-") && next.range.lowerBound > first.range.upperBound
  }

  /// What an expression may stand behind: where three dots follow, one was left out.
  private static let introducers: Set = [
    "{", "(", ",", "[", ":", "=", "->", "in", "try", "await", "throw", "return",
  ]

  private var isElided: Bool {
    tokens.indices.contains { index in
      let token = tokens[index]
      let word = text(of: token)
      if word.hasPrefix("<#") { return true }
      // `let config = /* a reader */`
      if token.kind == .blockComment, index > 0, text(of: tokens[index - 1]) == "=",
        index + 1 == tokens.count || tokens[index + 1].startsLine
      {
        return true
      }
      guard token.kind == .operator else { return false }
      if word.contains("…") || word == "...." { return true }
      guard word == "..." else { return false }
      let before = index > 0 ? text(of: tokens[index - 1]) : "{"
      let next = index + 1 < tokens.count ? tokens[index + 1] : nil
      let after = next.map(text) ?? "}"
      if before == "[", after == "]" { return false }
      let opens = token.startsLine || Self.introducers.contains(before)
      let closes = next?.startsLine ?? true || ["}", ")", ",", "]"].contains(after)
      return opens && closes
    }
  }

  /// Whether a function's body holds comments alone, as if to say what is to be written there.
  var hasBodyOfComments: Bool {
    var found = false
    visit { statement, _ in
      found =
        found
        || statement.bodies.contains { body in
          body.kind == .function && body.statements.isEmpty && body.tokens.count > 2
        }
    }
    return found
  }

  /// Whether two statements on one line have no semicolon between them, as words of prose.
  private var hasRunOnStatements: Bool {
    zip(statements, statements.dropFirst()).contains { first, second in
      let gap = first.range.upperBound..<max(first.range.upperBound, second.range.lowerBound)
      return line(of: first.range.upperBound - 1) == line(of: second.range.lowerBound)
        && !bytes[gap].contains(UInt8(ascii: ";"))
        && bytes[first.range.upperBound - 1] != UInt8(ascii: ";")
        && first.kind != .caseLabel && first.kind != .directive
    }
  }

  /// Whether a function or a type lacks its body; those of protocols need none.
  private func lacksBodies(_ body: SwiftBody) -> Bool {
    body.statements.contains { statement in
      let word = text(of: tokens[statement.head])
      switch statement.kind {
      case .declaration(.function), .declaration(.member):
        if ["func", "init", "subscript", "deinit"].contains(word) {
          return statement.bodies.isEmpty || hasRequirements(statement)
        }
        return false
      case .declaration(.variable): return hasRequirements(statement)
      case .declaration(.type), .declaration(.extension):
        if word == "protocol" { return statement.bodies.isEmpty }
        return statement.bodies.isEmpty
          || statement.bodies.contains { $0.kind == .type && lacksBodies($0) }
      default: return false
      }
    }
  }

  /// Whether a declaration has accessors without bodies: `{ get set }`.
  package func hasRequirements(_ statement: SwiftStatement) -> Bool {
    statement.bodies.contains { body in
      let inner = tokens[body.tokens].dropFirst().dropLast().filter { !$0.kind.isComment }.map(text)
      return !inner.isEmpty
        && inner.allSatisfy {
          [
            "get", "set", "async", "throws", "nonmutating", "mutating", "yielding", "borrow",
            "mutate", "read",
          ].contains($0)
        }
    }
  }

  /// Whether a top-level statement can only be a member of a type.
  private func isMember(_ statement: SwiftStatement) -> Bool {
    if statement.kind == .declaration(.member) || text(of: tokens[statement.head]) == "case" {
      return true
    }
    guard case .declaration = statement.kind else { return false }
    let words = tokens[
      statement.tokens.lowerBound..<max(statement.tokens.lowerBound, statement.head)
    ].map(text)
    let own: Set = [
      "static", "class", "mutating", "override", "convenience", "required", "nonmutating",
    ]
    return words.contains(where: own.contains)
  }
}
