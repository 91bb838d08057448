import SwiftReading

/// The parts of a claim that decide its truth: the operands of its comparisons.
enum ClaimOperands {
  private static let separators: Set = ["&&", "||", "==", "!=", "<=", ">=", "<", ">", "===", "!=="]

  /// The operands of an expression, in order; none if it compares nothing.
  ///
  /// Comparisons inside brackets, closures and strings are part of an operand.
  static func split(_ expression: String) -> [String] {
    let source = SwiftSource(expression)
    var operands: [Range<Int>] = []
    var start = 0
    var depth = 0
    for token in source.tokens {
      let text = source.text(of: token)
      switch token.kind {
      case .interpolationStart: depth += 1
      case .interpolationEnd: depth -= 1
      case .punctuation where ["(", "[", "{"].contains(text): depth += 1
      case .punctuation where [")", "]", "}"].contains(text): depth -= 1
      case .operator where depth == 0 && token.isLeftBound && separators.contains(text):
        operands.append(start..<token.range.lowerBound)
        start = token.range.upperBound
      default: continue
      }
    }
    guard !operands.isEmpty else { return [] }
    operands.append(start..<source.bytes.count)
    var seen: Set<String> = []
    return operands.map { source.text(in: $0).oneLine }.filter {
      !SwiftSource($0).isLiteral && seen.insert($0).inserted
    }
  }
}

extension String {
  /// The text with each run of whitespace, including line breaks, replaced by a single space.
  fileprivate var oneLine: String {
    split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
