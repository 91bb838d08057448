// The ends of statements.

extension StatementParser {
  /// Whether the statement that began at `start` ends before the next token.
  func endsStatement(_ token: SwiftToken, from start: Int, _ part: Part) -> Bool {
    if token.word == .semicolon || token.closes != nil { return true }
    // Several labels of a `switch` may be on one line.
    if next > start, part == .expression || part == .variable, token.kind == .keyword,
      token.word == .`case` || token.word == .`default`,
      word(1) != .colon || token.word == .`default`
    {
      return true
    }
    guard next > start, token.startsLine else { return false }
    return !wantsMore(next - 1) && !goesOn(token, part)
  }

  /// Whether a statement cannot end with this token.
  func wantsMore(_ index: Int) -> Bool {
    let token = code[index]
    switch token.kind {
    case .operator:
      // Generic arguments may begin at the end of a line, and may end on a line of their own.
      if token.startsLine, bytes[token.range.lowerBound] == UInt8(ascii: ">") { return false }
      if token.word == .equal || token.word == .arrow || token.isLeftBound { return true }
      if token.word == .leftAngle { return true }
      // Without a space before it, it belongs to the value: `x!`, `range...`.
      let isMark = token.word == .question || token.word == .exclamation
      return isMark && index > 0
        && (code[index - 1].word == .`try` || code[index - 1].word == .`as`)
    case .punctuation:
      switch token.word {
      case .comma, .colon, .dot, .at, .moduleSelector: return true
      default: return false
      }
    case .keyword:
      return token.word == .`return` ? hasReturnValue : token.word?.isOpen ?? false
    case .identifier: return token.word == .await && !isNamed(index)
    default: return false
    }
  }

  /// Whether a word is a name being declared.
  private func isNamed(_ index: Int) -> Bool {
    guard index > 0 else { return false }
    switch code[index - 1].word {
    case .`case`, .comma, .`let`, .`var`, .`func`: return true
    default: return false
    }
  }

  /// Whether the next token, on a later line, begins the value of the preceding `return`.
  private var hasReturnValue: Bool {
    guard let token = token() else { return false }
    switch token.kind {
    case .keyword:
      switch token.word {
      case .`if`, .`switch`, .`try`, .`self`, .selfType, .`super`, .`nil`, .`true`, .`false`,
        .anyType, .`init`:
        return true
      default: return false
      }
    case .directive: return false
    case .identifier:
      return !(word(1) == .colon && word(2)?.isControl == true)
        && declarationHead(from: next) == nil
    default: return token.word != .at
    }
  }

  /// Whether a token at the start of a line continues the previous statement.
  private func goesOn(_ token: SwiftToken, _ part: Part) -> Bool {
    switch token.kind {
    case .operator:
      // With a space after it, the operator is infix; without one, prefix.
      return token.word == .equal || token.word == .arrow || token.word == .question
        || !isRightBound(token) || bytes[token.range.lowerBound] == UInt8(ascii: ">")
    case .keyword:
      switch token.word {
      case .`where`, .`is`, .`as`, .`in`: return true
      case .`throws`, .`rethrows`: return part == .head || part == .variable || isEffect
      default: return isLabelOfClosure
      }
    case .punctuation:
      switch token.word {
      case .dot, .comma, .colon, .moduleSelector: return true
      case .leftParenthesis: return part == .head
      case .leftBrace: return part != .expression || takesClosure(next - 1)
      default: return false
      }
    case .identifier:
      if token.word == .async || token.word == .reasync { return part == .head || isEffect }
      return isLabelOfClosure
    default: return false
    }
  }

  private var isEffect: Bool {
    let following = word(1)
    return following == .arrow || following == .`throws` || following == .`rethrows`
  }

  /// Whether another trailing closure is next.
  private var isLabelOfClosure: Bool {
    code[next - 1].word == .rightBrace && word(1) == .colon && word(2) == .leftBrace
      && word() != .`default`
  }

  /// Whether a closure on the next line can belong to the value that ends in this token.
  private func takesClosure(_ index: Int) -> Bool {
    let token = code[index]
    switch token.kind {
    case .identifier, .poundName, .operator: return true
    case .keyword:
      switch token.word {
      case .`self`, .selfType, .`super`, .`init`: return true
      default: return false
      }
    case .punctuation:
      switch token.word {
      case .rightParenthesis: return true
      // The bracket of a subscript, not of an array literal.
      case .rightBracket: return pairs.isMatched(index) && !code[pairs.ends[index]].isLeftBound
      default: return false
      }
    default: return false
    }
  }

  /// Whether an operator is bound to the right, as the compiler's lexer sees it.
  func isRightBound(_ token: SwiftToken) -> Bool {
    let end = token.range.upperBound
    guard end < bytes.count else { return false }
    switch bytes[end] {
    case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"), 0x0B, 0x0C,
      0, UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: ","),
      UInt8(ascii: ";"), UInt8(ascii: ":"):
      return false
    case UInt8(ascii: "/"):
      // A comment counts as a space.
      return end + 1 < bytes.count && bytes[end + 1] != UInt8(ascii: "/")
        && bytes[end + 1] != UInt8(ascii: "*")
    default: return true
    }
  }

  // MARK: Conditional compilation

  /// Whether `#if` is next and its content continues the expression before it.
  var isPostfixCondition: Bool {
    guard word() == .poundIf else { return false }
    var index = next
    // Deeper nesting does not occur in practice.
    for _ in 1...8 {
      repeat { index += 1 } while index < limit && !code[index].startsLine
      guard index < limit else { return false }
      if code[index].word == .dot { return true }
      guard code[index].word == .poundIf else { return false }
    }
    return false
  }

  /// Skips from `#if` to its `#endif`.
  mutating func postfixCondition() -> [SwiftBody] {
    var bodies: [SwiftBody] = []
    var open = 0
    repeat {
      switch word() {
      case .poundIf:
        open += 1
        next += 1
      case .poundEndif:
        open -= 1
        next += 1
      default:
        if token()?.opens != nil { bodies += group() } else { next += 1 }
      }
    } while open > 0 && next < limit
    return bodies
  }
}

extension SwiftWord {
  /// Whether this reserved word cannot end a statement.
  fileprivate var isOpen: Bool {
    switch self {
    case .`as`, .`is`, .`try`, .`throw`, .`where`, .`let`, .`var`, .`func`, .`case`, .`in`,
      .`inout`,
      .`typealias`, .`struct`, .`class`, .`enum`, .`protocol`, .`extension`, .`associatedtype`,
      .`if`, .`guard`, .`while`, .`for`, .`switch`, .`import`, .`operator`:
      true
    default: false
    }
  }
}
