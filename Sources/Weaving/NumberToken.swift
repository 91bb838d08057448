/// A number in a text.
package struct NumberToken: Sendable, Equatable {
  /// The number as written, including its sign.
  package let text: String
  package let value: Double

  /// Whether the number is written without a decimal point and exponent, as counts are.
  package var isWhole: Bool { value.isFinite && !text.contains { ".eE".contains($0) } }

  /// `nil` if the text is not a decimal number, `nan` or `inf`.
  init?(_ text: String) {
    let digits = text.drop { $0 == "-" || $0 == "+" }
    let isDecimal =
      digits.first.map { $0.isASCII && $0.isNumber } ?? false
      && digits.allSatisfy { $0.isASCII && ($0.isNumber || ".eE+-".contains($0)) }
    guard isDecimal || digits == "nan" || digits == "inf", let value = Double(text) else {
      return nil
    }
    self.text = text
    self.value = value
  }
}

/// A piece of a text: a number, compared by value, or the text between numbers.
package enum TextPiece: Sendable, Equatable {
  case text(String)
  case number(NumberToken)

  package var source: String {
    switch self {
    case .text(let text): text
    case .number(let number): number.text
    }
  }

  /// The pieces of a text; joined, they are the text again.
  ///
  /// Names such as `x1`, versions such as `1.2.3` and literals such as `0xFF` are text.
  ///
  /// Complexity: O(n) in the length of the text.
  package static func pieces(of text: String) -> [TextPiece] {
    var scanner = PieceScanner(text)
    return scanner.scan()
  }
}

/// Cuts a text into words and what is between them; a word may be a number.
private struct PieceScanner {
  private typealias Scalars = String.UnicodeScalarView

  private let scalars: Scalars
  private var pieces: [TextPiece] = []
  private var pending = Scalars()

  init(_ text: String) {
    scalars = text.unicodeScalars
  }

  mutating func scan() -> [TextPiece] {
    var index = scalars.startIndex
    while index < scalars.endIndex {
      let end = wordEnd(from: index)
      guard end > index else {
        pending.append(scalars[index])
        index = scalars.index(after: index)
        continue
      }
      take(scalars[index..<end])
      index = end
    }
    flush()
    return pieces
  }

  /// The end of the word at an index: letters, digits, dots, and the sign of an exponent.
  private func wordEnd(from start: Scalars.Index) -> Scalars.Index {
    var end = start
    while end < scalars.endIndex, scalars[end].isInWord || isExponentSign(end, of: start) {
      end = scalars.index(after: end)
    }
    // The period at the end of a sentence is not part of its last word.
    while end > start, scalars[scalars.index(before: end)] == "." {
      let last = scalars.index(before: end)
      if last == start { return end }
      end = last
    }
    return end
  }

  private func isExponentSign(_ index: Scalars.Index, of start: Scalars.Index) -> Bool {
    let next = scalars.index(after: index)
    guard scalars[index] == "-" || scalars[index] == "+", index > start, next < scalars.endIndex,
      scalars[next].isDigit
    else { return false }
    let word = scalars[start..<index]
    return word.first?.isDigit == true && (word.last == "e" || word.last == "E")
      && word.dropLast().allSatisfy { $0.isDigit || $0 == "." }
  }

  private mutating func take(_ word: Scalars.SubSequence) {
    var sign = ""
    // A sign after a word or a bracket is an operator.
    if let last = pending.last, last == "-" || last == "+" {
      let before = pending.dropLast().last
      let follows = pending.count > 1 ? before : lastScalar
      if !(follows.map { $0.isInWord || $0 == ")" || $0 == "]" } ?? false) {
        sign = String(last)
      }
    }
    guard let number = NumberToken(sign + String(word)) else {
      pending.append(contentsOf: word)
      return
    }
    if !sign.isEmpty { pending.removeLast() }
    flush()
    pieces.append(.number(number))
  }

  private var lastScalar: Unicode.Scalar? { pieces.last?.source.unicodeScalars.last }

  private mutating func flush() {
    if !pending.isEmpty { pieces.append(.text(String(pending))) }
    pending = Scalars()
  }
}

extension Unicode.Scalar {
  fileprivate var isDigit: Bool { self >= "0" && self <= "9" }

  fileprivate var isInWord: Bool {
    isDigit || self == "." || self == "_" || properties.isAlphabetic
  }
}
