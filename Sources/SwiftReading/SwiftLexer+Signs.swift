// Operators, punctuation and tokens that begin with a number sign.

extension SwiftLexer {
  /// Reads `#if`, a macro, or the number signs before a string or a regular expression.
  mutating func readPound() {
    let signs = end(from: position) { $0 == UInt8(ascii: "#") } - position
    switch peek(signs) {
    case UInt8(ascii: "\""): readStringStart(signs: signs)
    case UInt8(ascii: "/"):
      guard let end = endOfRegex(at: position, signs: signs) else {
        return emit(.punctuation, to: position + 1)
      }
      emit(.regex, to: end)
    case let byte? where signs == 1 && byte.continuesName && !byte.isDigit:
      let end = endOfName(from: position + 1)
      let word = word(to: end)
      emit(word?.isDirective == true ? .directive : .poundName, to: end, word: word)
    default: emit(.punctuation, to: position + 1)
    }
  }

  /// A dot begins an operator only if more of it follows: `...`, `..<`, `.<`.
  mutating func readDot() {
    let following = peek(1) ?? 0
    // In `.?`, `.!` and `./`, the rest is an optional in a key path, or a comment.
    let isOperator = following == UInt8(ascii: ".") || isOperator(following, at: position + 1)
    isOperator && !startsComment(at: position + 1)
      ? readOperator() : emit(.punctuation, to: position + 1)
  }

  private func startsComment(at index: Int) -> Bool {
    index + 1 < bytes.count && bytes[index] == UInt8(ascii: "/")
      && (bytes[index + 1] == UInt8(ascii: "/") || bytes[index + 1] == UInt8(ascii: "*"))
  }

  mutating func readOperator() {
    let first = bytes[position]
    // Right after a value, it is the operator of an optional, whatever follows.
    if first == UInt8(ascii: "?") || first == UInt8(ascii: "!"), !isLeftBound {
      return emit(.operator, to: position + 1)
    }
    var end = position
    let takesDots = first == UInt8(ascii: ".")
    while end < bytes.count {
      let byte = bytes[end]
      guard byte < 0x80 else {
        guard let scalar = scalar(at: end), scalar.isOperator || scalar.continuesOperator else {
          break
        }
        end += scalar.utf8.count
        continue
      }
      guard byte.isOperator || (takesDots && byte == UInt8(ascii: ".")) else { break }
      if end > position, startsComment(at: end) { break }
      end += 1
    }
    emit(.operator, to: beginOfRegex(in: end) ?? end)
  }

  /// The end of an operator that is directly followed by a regular expression.
  private mutating func beginOfRegex(in end: Int) -> Int? {
    guard readsBareRegex, isLeftBound, position + 1 < end,
      let slash = bytes[(position + 1)..<end].firstIndex(of: UInt8(ascii: "/")),
      endOfRegex(at: slash, signs: 0) != nil
    else { return nil }
    return slash
  }

  /// Reads `<#text#>`, an editor placeholder.
  mutating func readPlaceholder() {
    var index = position + 2
    while index + 1 < bytes.count, bytes[index] != UInt8(ascii: "\n") {
      if bytes[index] == UInt8(ascii: "#"), bytes[index + 1] == UInt8(ascii: ">") {
        return emit(.identifier, to: index + 2)
      }
      // Placeholders do not nest.
      if bytes[index] == UInt8(ascii: "<"), bytes[index + 1] == UInt8(ascii: "#") { break }
      index += 1
    }
    readOperator()
  }

  mutating func readPunctuation(_ byte: UInt8) {
    if !openStrings.isEmpty {
      if byte == UInt8(ascii: "(") { openStrings[openStrings.count - 1].depth += 1 }
      if byte == UInt8(ascii: ")") {
        openStrings[openStrings.count - 1].depth -= 1
        if openStrings[openStrings.count - 1].depth == 0 {
          emit(.interpolationEnd, to: position + 1)
          return readStringText()
        }
      }
    }
    // `::` names a module.
    if byte == UInt8(ascii: ":"), peek(1) == byte { return emit(.punctuation, to: position + 2) }
    let length = byte < 0x80 ? 1 : scalar(at: position)?.utf8.count ?? 1
    emit(.punctuation, to: position + length)
  }

  func isOperator(_ byte: UInt8, at index: Int) -> Bool {
    byte < 0x80 ? byte.isOperator : scalar(at: index)?.isOperator ?? false
  }
}
