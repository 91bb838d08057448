/// Reads Swift's tokens like the compiler's lexer (swift, `lib/Parse/Lexer.cpp`), but never fails:
/// characters that Swift cannot use become tokens of their own.
struct SwiftLexer {
  var tokens: [SwiftToken] = []
  let bytes: [UInt8]
  var position = 0
  /// Whether `/…/` is a regular expression, as in Swift 6 and later.
  let readsBareRegex: Bool
  /// Whether there is only white space and comments since the start of the line.
  private var isAtLineStart = true
  /// The string literals whose interpolations are being read, innermost last.
  var openStrings: [OpenString] = []

  /// The end of a line on which no string with this many number signs, or more, ends.
  var unclosedLine = (end: 0, signs: 0)
  /// From here on, no multi-line regular expression with this many number signs, or more, ends.
  var unclosedRegexSigns = Int.max

  /// The ends of unclosed interpolations, by the index of the next token.
  private(set) var abandonedInterpolations: [Int] = []

  /// A string literal that has not ended.
  struct OpenString {
    /// The number of number signs it begins with.
    let signs: Int
    let isMultiline: Bool
    /// The number of open parentheses in its interpolation.
    var depth = 0
  }

  init(_ bytes: [UInt8], readsBareRegex: Bool) {
    self.bytes = bytes
    self.readsBareRegex = readsBareRegex
  }

  /// Complexity: O(n) in the length of the text.
  mutating func read() {
    if bytes.starts(with: "#!".utf8) {
      emit(.lineComment, to: endOfLine(from: 0))
    }
    while position < bytes.count { readToken() }
  }

  private mutating func readToken() {
    let byte = bytes[position]
    switch byte {
    case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
      abandonLineOfText()
      isAtLineStart = true
      position += 1
    case UInt8(ascii: " "), UInt8(ascii: "\t"), 0x0B, 0x0C, 0:
      position += 1
    case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "/"):
      emit(.lineComment, to: endOfLine(from: position))
    case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "*"):
      readBlockComment()
    case UInt8(ascii: "\""): readStringStart(signs: 0)
    case UInt8(ascii: "#"): readPound()
    case UInt8(ascii: "`"): readQuotedIdentifier()
    case UInt8(ascii: "0")...UInt8(ascii: "9"): readNumber()
    case UInt8(ascii: "$"): emit(.identifier, to: end(from: position + 1, while: \.continuesName))
    case _ where startsName(byte): readName()
    case UInt8(ascii: "."): readDot()
    case UInt8(ascii: "/") where readsBareRegex && isRegexPosition:
      guard let end = endOfRegex(at: position, signs: 0) else { return readOperator() }
      emit(.regex, to: end)
    case UInt8(ascii: "<") where peek(1) == UInt8(ascii: "#"): readPlaceholder()
    case _ where isOperator(byte, at: position): readOperator()
    default: readPunctuation(byte)
    }
  }

  /// Drops the single-line string literals whose interpolations are cut short by the end of this line.
  private mutating func abandonLineOfText() {
    while let string = openStrings.last, !string.isMultiline {
      openStrings.removeLast()
      abandonedInterpolations.append(tokens.count)
      tokens[tokens.count - 1].isClosed = false
    }
  }

  // MARK: Emitting

  mutating func emit(
    _ kind: SwiftToken.Kind,
    to end: Int,
    word: SwiftWord? = nil,
    isClosed: Bool = true
  ) {
    let end = max(position + 1, min(end, bytes.count))
    tokens.append(
      SwiftToken(
        kind: kind,
        range: position..<end,
        startsLine: isAtLineStart && !kind.isComment,
        isLeftBound: isLeftBound,
        word: word ?? (kind == .operator || kind == .punctuation ? self.word(to: end) : nil),
        isClosed: isClosed
      )
    )
    switch kind {
    case .blockComment:
      let isOfLines = bytes[position..<end].contains { $0 == 0x0A || $0 == 0x0D }
      isAtLineStart = isAtLineStart || isOfLines
    case .lineComment: break
    default: isAtLineStart = false
    }
    position = end
  }

  func word(to end: Int) -> SwiftWord? { SwiftWord.word(of: bytes, in: position..<end) }

  func peek(_ distance: Int) -> UInt8? {
    bytes.indices.contains(position + distance) ? bytes[position + distance] : nil
  }

  func end(from start: Int, while isPart: (UInt8) -> Bool) -> Int {
    var end = start
    while end < bytes.count, isPart(bytes[end]) { end += 1 }
    return end
  }

  func endOfLine(from start: Int) -> Int {
    end(from: start) { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
  }

  /// Whether the text before this place binds an operator only to its right.
  var isLeftBound: Bool {
    guard position > 0 else { return true }
    switch bytes[position - 1] {
    case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"), 0x0B, 0x0C,
      0, UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: ","),
      UInt8(ascii: ";"), UInt8(ascii: ":"):
      return true
    default:
      return tokens.last?.kind == .blockComment || tokens.last?.kind == .interpolationStart
    }
  }

  // MARK: Names and numbers

  private func startsName(_ byte: UInt8) -> Bool {
    byte.continuesName && !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      && (byte < 0x80 || scalar(at: position).map { !$0.isOperator && !$0.isSpace } ?? false)
  }

  /// The end of a name; beyond ASCII, it holds the characters that operators cannot have.
  func endOfName(from start: Int) -> Int {
    var end = start
    while end < bytes.count, bytes[end].continuesName {
      guard bytes[end] >= 0x80 else {
        end += 1
        continue
      }
      guard let scalar = scalar(at: end), !scalar.isOperator, !scalar.isSpace else { break }
      end += scalar.utf8.count
    }
    return end
  }

  private mutating func readName() {
    let end = endOfName(from: position)
    guard let word = word(to: end) else { return emit(.identifier, to: end) }
    // After a dot, all words except these are names of members.
    let isKeyword = word.isReserved && (!isBehindDot || word == .self || word == .`init`)
    emit(isKeyword ? .keyword : .identifier, to: end, word: isBehindDot && !isKeyword ? nil : word)
  }

  private mutating func readQuotedIdentifier() {
    let end = self.end(from: position + 1) { $0 != UInt8(ascii: "`") && $0 != UInt8(ascii: "\n") }
    guard end < bytes.count, bytes[end] == UInt8(ascii: "`"), end > position + 1 else {
      return emit(.punctuation, to: position + 1)
    }
    emit(.identifier, to: end + 1)
  }

  /// A fraction needs a digit after its point: `1.description` is a member.
  private mutating func readNumber() {
    var end = position
    let radix = peek(1).map { byte in
      bytes[position] == UInt8(ascii: "0") && "xob".utf8.contains(byte) ? byte : nil
    }
    if let radix = radix ?? nil {
      let isHex = radix == UInt8(ascii: "x")
      end = self.end(from: position + 2) { isHex ? $0.isHexDigit : $0.continuesName }
      guard isHex else { return emit(.number, to: end) }
      if isDigitAfterPoint(end, hex: true) {
        let fraction = self.end(from: end + 1, while: \.isHexDigit)
        // Without an exponent, it is a member of an integer.
        if hasExponent(fraction, "pP") { end = fraction }
      }
      return emit(.number, to: endOfExponent(end, "pP"))
    }
    end = self.end(from: position) { $0.isDigit || $0 == UInt8(ascii: "_") }
    // `x.0.1` accesses members of a tuple.
    if !isBehindDot, isDigitAfterPoint(end, hex: false) {
      end = self.end(from: end + 1) { $0.isDigit || $0 == UInt8(ascii: "_") }
    }
    if !isBehindDot { end = endOfExponent(end, "eE") }
    // Trailing letters are an error in the number, and part of it.
    emit(.number, to: endOfName(from: end))
  }

  private func isDigitAfterPoint(_ index: Int, hex: Bool) -> Bool {
    guard index + 1 < bytes.count, bytes[index] == UInt8(ascii: ".") else { return false }
    return hex ? bytes[index + 1].isHexDigit : bytes[index + 1].isDigit
  }

  private func hasExponent(_ index: Int, _ letters: String) -> Bool {
    endOfExponent(index, letters) > index
  }

  private func endOfExponent(_ index: Int, _ letters: String) -> Int {
    guard index < bytes.count, letters.utf8.contains(bytes[index]) else { return index }
    var digits = index + 1
    if digits < bytes.count, "+-".utf8.contains(bytes[digits]) { digits += 1 }
    guard digits < bytes.count, bytes[digits].isDigit else { return index }
    return end(from: digits) { $0.isDigit || $0 == UInt8(ascii: "_") }
  }

  // MARK: Comments

  /// Comments nest.
  private mutating func readBlockComment() {
    var depth = 0
    var index = position
    while index < bytes.count {
      let pair = index + 1 < bytes.count ? (bytes[index], bytes[index + 1]) : (0, 0)
      if pair == (UInt8(ascii: "/"), UInt8(ascii: "*")) {
        depth += 1
        index += 2
      } else if pair == (UInt8(ascii: "*"), UInt8(ascii: "/")) {
        depth -= 1
        index += 2
        if depth == 0 { return emit(.blockComment, to: index) }
      } else {
        index += 1
      }
    }
    emit(.blockComment, to: bytes.count, isClosed: false)
  }

  // MARK: Looking back

  /// Whether a dot is right before this place.
  private var isBehindDot: Bool { tokens.last?.word == .dot && isAdjacent }

  /// Whether the last token ends right here.
  private var isAdjacent: Bool { tokens.last?.range.upperBound == position }

  /// Whether an expression may begin here: no value precedes that a slash could divide.
  private var isRegexPosition: Bool {
    // A slash without a space after it cannot divide a value on an earlier line.
    if isAtLineStart { return true }
    guard let last = tokens.last(where: { !$0.kind.isComment }) else { return true }
    switch last.kind {
    case .identifier: return last.word == .await
    case .number, .stringEnd, .regex, .poundName, .interpolationEnd: return false
    case .keyword: return last.word?.mayPrecedeRegex ?? false
    case .operator:
      // After a value, an operator without a space is postfix.
      if last.isLeftBound { return true }
      guard last.word == .question || last.word == .exclamation else { return isAdjacent }
      let before = tokens.dropLast().last?.word
      return before == .`try` || before == .`as`
    case .punctuation:
      switch last.word {
      case .rightParenthesis, .rightBracket, .rightBrace, .dot: return false
      default: return true
      }
    case .stringStart, .stringText, .interpolationStart, .directive: return true
    case .lineComment, .blockComment: return true
    }
  }

  func scalar(at index: Int) -> Unicode.Scalar? {
    var decoder = UTF8()
    var iterator = bytes[index..<min(index + 4, bytes.count)].makeIterator()
    if case .scalarValue(let scalar) = decoder.decode(&iterator) { return scalar }
    return nil
  }
}
