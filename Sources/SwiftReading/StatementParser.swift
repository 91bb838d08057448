/// Finds the statements and bodies among the tokens of a text.
///
/// It knows where statements begin and end, not what is in an expression, and finds an order in any
/// text, also in one that Swift refuses.
struct StatementParser {
  let tokens: [SwiftToken]
  let bytes: [UInt8]
  /// The tokens that are no comments, by their index.
  let code: [Int]
  /// The next of them.
  var next = 0
  /// The brackets that nothing closes, and those that close nothing, by the index of their token.
  var unmatched: [Int] = []

  init(_ tokens: [SwiftToken], of bytes: [UInt8]) {
    self.tokens = tokens
    self.bytes = bytes
    code = tokens.indices.filter { !tokens[$0].kind.isComment }
  }

  /// The statements of the whole text.
  ///
  /// Complexity: O(n) in the number of tokens, times the depth of nested closures' signatures.
  mutating func file() -> SwiftBody {
    var statements: [SwiftStatement] = []
    while next < code.count {
      statements += list(in: .file)
      // What closes nothing is passed over.
      if next < code.count {
        unmatched.append(code[next])
        next += 1
      }
    }
    return SwiftBody(kind: .file, tokens: tokens.indices, statements: statements)
  }

  // MARK: Looking

  func token(_ offset: Int = 0) -> SwiftToken? {
    code.indices.contains(next + offset) ? tokens[code[next + offset]] : nil
  }

  func text(_ offset: Int = 0) -> Substring {
    token(offset).map(text) ?? ""
  }

  func text(of token: SwiftToken) -> Substring {
    // Most of what is asked for is short.
    Substring(decoding: bytes[token.range], as: UTF8.self)
  }

  func isPunctuation(_ sign: StaticString, _ offset: Int = 0) -> Bool {
    guard let token = token(offset), token.kind == .punctuation, token.range.count == 1 else {
      return false
    }
    return bytes[token.range.lowerBound] == sign.utf8Start.pointee
  }

  func isKeyword(_ words: Set<Substring>, _ offset: Int = 0) -> Bool {
    token(offset)?.kind == .keyword && words.contains(text(offset))
  }

  // MARK: Lists

  /// The statements up to a closing bracket or the end.
  mutating func list(in kind: SwiftBody.Kind) -> [SwiftStatement] {
    var statements: [SwiftStatement] = []
    while let token = token(), !isCloser(token) {
      if isPunctuation(";") {
        next += 1
      } else {
        statements.append(statement(in: kind))
      }
    }
    return statements
  }

  func isCloser(_ token: SwiftToken) -> Bool {
    if token.kind == .interpolationEnd { return true }
    guard token.kind == .punctuation else { return false }
    let byte = bytes[token.range.lowerBound]
    return byte == UInt8(ascii: "}") || byte == UInt8(ascii: ")") || byte == UInt8(ascii: "]")
  }

  /// A body in braces, the first of which is next.
  mutating func body(_ kind: SwiftBody.Kind) -> SwiftBody {
    let start = next
    next += 1
    if kind == .closure { skipSignature() }
    let statements = list(in: kind)
    if isPunctuation("}") {
      next += 1
    } else {
      unmatched.append(code[start])
    }
    return SwiftBody(
      kind: kind,
      tokens: code[start]..<(next > start ? code[next - 1] + 1 : code[start] + 1),
      statements: statements
    )
  }

  /// Passes over what stands before the `in` of a closure, if that has one.
  private mutating func skipSignature() {
    var index = next
    var depth = 0
    while code.indices.contains(index) {
      let token = tokens[code[index]]
      let text = text(of: token)
      switch text {
      case "(", "[": depth += 1
      case ")", "]":
        depth -= 1
        if depth < 0 { return }
      case "in" where depth == 0:
        next = index + 1
        return
      case "{", "}", ";": return
      default:
        // A signature holds names and types; what begins another statement is none.
        let isWord = token.kind == .keyword && !Self.signatureKeywords.contains(text)
        let isOther = token.kind == .stringStart || token.kind == .directive || text == "="
        if depth == 0, isWord || isOther { return }
      }
      index += 1
    }
  }

  private static let signatureKeywords: Set<Substring> = [
    "_", "throws", "rethrows", "inout", "Any", "Self", "self", "try",
  ]

  // MARK: Statements

  private mutating func statement(in kind: SwiftBody.Kind) -> SwiftStatement {
    let start = next
    let found = parsed(in: kind)
    // Whatever comes, the parser goes on.
    if next == start { next += 1 }
    let last = code[next - 1]
    return SwiftStatement(
      kind: found.kind,
      tokens: code[start]..<(last + 1),
      range: tokens[code[start]].range.lowerBound..<tokens[last].range.upperBound,
      head: code[min(found.head, next - 1)],
      bodies: found.bodies
    )
  }

  typealias Parsed = (kind: SwiftStatement.Kind, head: Int, bodies: [SwiftBody])

  private mutating func parsed(in kind: SwiftBody.Kind) -> Parsed {
    let start = next
    if token()?.kind == .directive {
      skipLine()
      return (.directive, start, [])
    }
    if kind == .cases, let label = caseLabel() { return (label, start, []) }
    if let declaration = declaration(in: kind) { return declaration }
    if token()?.kind == .identifier, isPunctuation(":", 1), isKeyword(Self.labelled, 2) {
      next += 2
    }
    let isStatement = kind != .type && kind != .accessors
    if isStatement, isKeyword(Self.controls) {
      let head = next
      return (.control, head, control(.block))
    }
    let isJump = isKeyword(Self.jumps)
    if kind == .accessors, let accessor = accessor() { return accessor }
    return (isJump ? .jump : .expression, start, rest(before: .none))
  }

  static let controls: Set<Substring> = [
    "if", "guard", "for", "while", "repeat", "switch", "do", "defer",
  ]
  private static let labelled: Set<Substring> = ["for", "while", "repeat", "switch", "do", "if"]
  private static let jumps: Set<Substring> = [
    "return", "throw", "break", "continue", "fallthrough",
  ]

  /// Passes over what is left of a line.
  mutating func skipLine() {
    repeat { next += 1 } while token().map { !$0.startsLine } ?? false
  }

  private mutating func caseLabel() -> SwiftStatement.Kind? {
    let isUnknown = isPunctuation("@") && text(1) == "unknown"
    guard isUnknown || isKeyword(["case", "default"]) else { return nil }
    var choices = 0
    while let token = token(), !isCloser(token) {
      if token.kind == .operator, text() == "?", token.isLeftBound { choices += 1 }
      if isPunctuation(":") {
        choices -= 1
        next += 1
        if choices < 0 { break }
      } else if isOpener(token) {
        _ = brackets()
      } else {
        next += 1
      }
    }
    return .caseLabel
  }

  /// `get { … }`, `didSet(old) { … }`, `mutating get async throws`.
  private mutating func accessor() -> Parsed? {
    let words: Set<Substring> = [
      "get", "set", "willSet", "didSet", "_read", "_modify", "read", "modify", "unsafeAddress",
      "unsafeMutableAddress", "init", "mutating", "nonmutating", "borrowing", "consuming",
      "yielding",
      "nonisolated", "borrow", "mutate",
    ]
    guard words.contains(text()) || isPunctuation("@") else { return nil }
    let start = next
    var hasBody = false
    while let token = token(), !isCloser(token) {
      if isPunctuation("{") {
        hasBody = true
        break
      }
      if token.startsLine, next > start, words.contains(text()) { break }
      if isOpener(token) { _ = brackets() } else { next += 1 }
    }
    return (.declaration(.member), start, hasBody ? [body(.function)] : [])
  }
}
