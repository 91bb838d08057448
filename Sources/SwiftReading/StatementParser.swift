/// Finds the statements and bodies among the tokens of a text.
///
/// It finds where statements begin and end, but does not parse expressions, and accepts any text,
/// even one that Swift rejects.
struct StatementParser {
  /// The tokens other than comments.
  let code: [SwiftToken]
  /// Their indices among all tokens.
  let indices: [Int]
  let bytes: [UInt8]
  let pairs: BracketPairs
  /// The next token, by its index in the code.
  var next = 0
  /// The end of the range being read, by its index in the code.
  var limit: Int
  /// The current nesting depth.
  var depth = 0
  /// The places known to have attributes and modifiers without a declaration.
  var isNoDeclaration: [Bool]

  /// The maximum depth of bodies; the content of deeper ones counts as tokens without statements, so
  /// that no text can exhaust the stack.
  static let deepest = 64

  init(_ lexer: SwiftLexer) {
    let tokens = lexer.tokens
    bytes = lexer.bytes
    let indices = tokens.indices.filter { !tokens[$0].kind.isComment }
    code = indices.map { tokens[$0] }
    self.indices = indices
    var behind = 0
    let abandoned = lexer.abandonedInterpolations.map { token in
      while behind < indices.count, indices[behind] < token { behind += 1 }
      return behind
    }
    pairs = BracketPairs(code, abandoned: abandoned)
    limit = code.count
    isNoDeclaration = Array(repeating: false, count: code.count)
  }

  /// The brackets that are never closed, and those that close nothing, by the index of their token.
  var unmatched: [Int] { pairs.unmatched.map { indices[$0] }.sorted() }

  /// The statements of the whole text.
  ///
  /// Complexity: O(n) in the number of tokens.
  mutating func file(of tokens: Range<Int>) -> SwiftBody {
    SwiftBody(kind: .file, tokens: tokens, statements: list(in: .file, until: code.count))
  }

  // MARK: Looking

  func token(_ offset: Int = 0) -> SwiftToken? {
    next + offset < limit ? code[next + offset] : nil
  }

  func word(_ offset: Int = 0) -> SwiftWord? { token(offset)?.word }

  /// Whether a token is a certain reserved word, and not a label.
  func isKeyword(_ word: SwiftWord, _ offset: Int = 0) -> Bool {
    guard let token = token(offset) else { return false }
    return token.kind == .keyword && token.word == word
  }

  // MARK: Lists

  /// Parses the statements up to an index and moves to it.
  mutating func list(in kind: SwiftBody.Kind, until end: Int) -> [SwiftStatement] {
    let outer = limit
    limit = end
    defer { limit = outer }
    var statements: [SwiftStatement] = []
    while let token = token() {
      // A bracket that closes nothing is not part of a statement.
      if token.word == .semicolon || token.closes != nil {
        next += 1
      } else {
        statements.append(statement(in: kind))
      }
    }
    return statements
  }

  /// Parses a body whose opening brace is next.
  mutating func body(_ kind: SwiftBody.Kind, hasStatements: Bool = true) -> SwiftBody {
    let start = next
    let end = min(pairs.ends[start], limit)
    let after = min(pairs.after(start), limit)
    next += 1
    var statements: [SwiftStatement] = []
    if hasStatements, depth < Self.deepest {
      depth += 1
      if kind == .closure { skipSignature(until: end) }
      let isGetter = kind == .accessors && !beginsAccessors(until: end)
      statements = list(in: isGetter ? .function : kind, until: end)
      depth -= 1
    }
    next = after
    return SwiftBody(
      kind: kind,
      tokens: indices[start]..<(indices[after - 1] + 1),
      statements: statements
    )
  }

  // MARK: Statements

  private mutating func statement(in kind: SwiftBody.Kind) -> SwiftStatement {
    let start = next
    let found = parsed(in: kind)
    // The parser always advances.
    if next == start { next += 1 }
    let last = next - 1
    return SwiftStatement(
      kind: found.kind,
      tokens: indices[start]..<(indices[last] + 1),
      range: code[start].range.lowerBound..<code[last].range.upperBound,
      head: indices[min(found.head, last)],
      bodies: found.bodies
    )
  }

  typealias Parsed = (kind: SwiftStatement.Kind, head: Int, bodies: [SwiftBody])

  private mutating func parsed(in kind: SwiftBody.Kind) -> Parsed {
    let start = next
    if kind == .cases, let label = caseLabel() { return label }
    if kind == .accessors, let accessor = accessor() { return accessor }
    if let declaration = declaration(in: kind) { return declaration }
    if token()?.kind == .directive { return (.directive, start, directive()) }
    if token()?.kind == .identifier, word(1) == .colon, let word = word(2), word.takesLabel {
      next += 2
    }
    // `repeat` without a brace expands a pack.
    let isExpansion = word() == .`repeat` && word(1) != .leftBrace
    if kind != .type, kind != .accessors, token()?.kind == .keyword, word()?.isControl == true,
      !isExpansion
    {
      return controlStatement()
    }
    let isJump = token()?.kind == .keyword && word()?.isJump == true
    return (isJump ? .jump : .expression, start, rest(.expression))
  }

  private mutating func controlStatement() -> Parsed {
    let head = next
    let bodies = control(.block)
    // `if … { 1 } else { 2 } as Int` is an expression.
    guard let token = token(), !token.startsLine, isKeyword(.`as`) || isKeyword(.`is`) else {
      return (.control, head, bodies)
    }
    return (.expression, head, bodies + rest(.expression))
  }

  /// Skips a directive and its condition.
  private mutating func directive() -> [SwiftBody] {
    switch word() {
    case .poundIf, .poundElseif:
      repeat { next += 1 } while token().map { !$0.startsLine || isBetweenOperands } ?? false
      return []
    case .poundElse, .poundEndif:
      next += 1
      return []
    default: return rest(.expression)
    }
  }

  private var isBetweenOperands: Bool {
    guard let token = token() else { return false }
    if token.kind == .operator { return !isRightBound(token) }
    let last = code[next - 1]
    return last.kind == .operator && last.isLeftBound
  }

  private mutating func caseLabel() -> Parsed? {
    let start = next
    while word() == .at { next = afterAttribute(next, until: limit) }
    guard isKeyword(.`case`) || isKeyword(.`default`) else {
      next = start
      return nil
    }
    var bodies: [SwiftBody] = []
    var choices = 0
    while let token = token(), token.closes == nil {
      if token.opens != nil {
        bodies += group()
        continue
      }
      next += 1
      if token.word == .question, token.kind == .operator, token.isLeftBound { choices += 1 }
      if token.word == .colon {
        choices -= 1
        if choices < 0 { break }
      }
    }
    return (.caseLabel, start, bodies)
  }
}

extension SwiftWord {
  var isControl: Bool {
    switch self {
    case .`if`, .`guard`, .`for`, .`while`, .`repeat`, .`switch`, .`do`, .`defer`: true
    default: false
    }
  }

  /// Whether this statement may have a label.
  fileprivate var takesLabel: Bool {
    switch self {
    case .`if`, .`for`, .`while`, .`repeat`, .`switch`, .`do`: true
    default: false
    }
  }

  fileprivate var isJump: Bool {
    switch self {
    case .`return`, .`throw`, .`break`, .`continue`, .`fallthrough`: true
    default: false
    }
  }
}
