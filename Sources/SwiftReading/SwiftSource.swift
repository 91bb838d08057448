/// A parsed Swift text: its tokens, its statements and the bodies in them.
///
/// Nothing else in this project inspects the characters of an author's code: this type decides
/// whether a piece is a string, a comment or code.
package struct SwiftSource: Sendable {
  package let bytes: [UInt8]
  package let tokens: [SwiftToken]
  package let file: SwiftBody
  /// The brackets that are never closed, and those that close nothing, by the index of their token, in order.
  package let unmatchedBrackets: [Int]
  /// The offset of each line's beginning, in UTF-8 bytes.
  package let lineStarts: [Int]
  /// Whether a statement cannot end with the last token.
  let lastTokenWantsMore: Bool

  /// Reads any text, even one that is not Swift.
  ///
  /// - Parameters:
  ///   - text: the code.
  ///   - readsBareRegex: whether `/…/` is a regular expression, as in Swift 6.
  /// - Complexity: O(n) in the length of the text.
  package init(_ text: String, readsBareRegex: Bool = true) {
    let bytes = Array(text.utf8)
    self.bytes = bytes
    var lexer = SwiftLexer(bytes, readsBareRegex: readsBareRegex)
    lexer.read()
    tokens = lexer.tokens
    var parser = StatementParser(lexer)
    file = parser.file(of: lexer.tokens.indices)
    unmatchedBrackets = parser.unmatched
    lastTokenWantsMore = !parser.code.isEmpty && parser.wantsMore(parser.code.count - 1)
    lineStarts = Self.lineStarts(of: bytes)
  }

  private static func lineStarts(of bytes: [UInt8]) -> [Int] {
    var starts = [0]
    for index in bytes.indices where bytes[index] == UInt8(ascii: "\n") {
      starts.append(index + 1)
    }
    return starts
  }

  package var statements: [SwiftStatement] { file.statements }

  package func text(of token: SwiftToken) -> String { text(in: token.range) }

  package func text(in range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  /// The line of an offset, from 0.
  ///
  /// Complexity: O(log n) in the number of lines.
  package func line(of offset: Int) -> Int {
    var (low, high) = (0, lineStarts.count)
    while low < high {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle + 1 } else { high = middle }
    }
    return low - 1
  }

  /// Whether everything opened in the text is closed: brackets, literals, comments and `#if`.
  package var isClosed: Bool {
    unmatchedBrackets.isEmpty && tokens.allSatisfy(\.isClosed) && openConditions == 0
  }

  /// The number of `#if` minus the number of `#endif`.
  private var openConditions: Int {
    tokens.reduce(0) { count, token in
      guard token.kind == .directive else { return count }
      switch token.word {
      case .poundIf: return count + 1
      case .poundEndif: return count - 1
      default: return count
      }
    }
  }
}
