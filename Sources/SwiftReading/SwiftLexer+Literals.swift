// String literals and regular expressions.

extension SwiftLexer {
  mutating func readStringStart(signs: Int) {
    let quote = position + signs
    let isTriple = count(of: "\"", from: quote) >= 3
    // `#"""#` is a string of one quotation mark, `""` an empty one.
    let isMultiline = isTriple && !(signs > 0 && closesOnLine(from: quote + 1, signs: signs))
    emit(.stringStart, to: quote + (isMultiline ? 3 : 1))
    openStrings.append(OpenString(signs: signs, isMultiline: isMultiline))
    readStringText()
  }

  /// Whether a single-line string that begins at an index ends on this line.
  private mutating func closesOnLine(from start: Int, signs: Int) -> Bool {
    // A search that failed on this line is not repeated.
    if start < unclosedLine.end, signs >= unclosedLine.signs { return false }
    var index = start
    while index < bytes.count, bytes[index] != UInt8(ascii: "\n"),
      bytes[index] != UInt8(ascii: "\r")
    {
      if bytes[index] == UInt8(ascii: "\""), count(of: "#", from: index + 1) >= signs {
        return true
      }
      index += 1
    }
    unclosedLine = (index, signs)
    return false
  }

  /// Reads on after an opening mark or an interpolation, up to the next interpolation or the end.
  mutating func readStringText() {
    guard let string = openStrings.last else { return }
    let start = position
    var index = position
    func flush(_ lexer: inout SwiftLexer) {
      if index > start { lexer.emit(.stringText, to: index) }
    }
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r"), !string.isMultiline { break }
      if byte == UInt8(ascii: "\""), closes(string, at: index) {
        flush(&self)
        emit(.stringEnd, to: index + (string.isMultiline ? 3 : 1) + string.signs)
        openStrings.removeLast()
        return
      }
      guard byte == UInt8(ascii: "\\"), count(of: "#", from: index + 1) >= string.signs else {
        index += 1
        continue
      }
      let escaped = index + 1 + string.signs
      guard escaped < bytes.count, bytes[escaped] == UInt8(ascii: "(") else {
        // An escaped character never ends the string; a line end is left for the next iteration.
        let isLineEnd =
          escaped >= bytes.count || bytes[escaped] == UInt8(ascii: "\n")
          || bytes[escaped] == UInt8(ascii: "\r")
        index = isLineEnd ? escaped : escaped + 1
        continue
      }
      flush(&self)
      emit(.interpolationStart, to: escaped + 1)
      openStrings[openStrings.count - 1].depth = 1
      return
    }
    if index > start {
      emit(.stringText, to: index, isClosed: false)
    } else if let last = tokens.indices.last {
      tokens[last].isClosed = false
    }
    openStrings.removeLast()
  }

  private func closes(_ string: OpenString, at index: Int) -> Bool {
    let quotes = string.isMultiline ? 3 : 1
    return count(of: "\"", from: index) >= quotes
      && count(of: "#", from: index + quotes) >= string.signs
  }

  private func count(of sign: Unicode.Scalar, from index: Int) -> Int {
    end(from: index) { $0 == UInt8(ascii: sign) } - index
  }

  // MARK: Regular expressions

  /// The end of a regular expression that begins at an index; `nil` if none does.
  ///
  /// Without number signs, it does not begin or end with a space, and closes all its groups on its
  /// line; with them, it may span several lines if the rest of its first line is empty.
  mutating func endOfRegex(at place: Int, signs: Int) -> Int? {
    let start = place + signs + 1
    guard start < bytes.count else { return nil }
    guard signs > 0 else { return mayBeginBareRegex(start) ? endOfBareRegex(from: start) : nil }
    let isMultiline = endOfLine(from: start) == end(from: start, while: \.isBlank)
    if isMultiline, signs >= unclosedRegexSigns { return nil }
    var index = start
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"): if !isMultiline { return nil }
      case UInt8(ascii: "\\"): if index + 1 < bytes.count, !isLineEnd(index + 1) { index += 1 }
      case UInt8(ascii: "/") where count(of: "#", from: index + 1) >= signs:
        return index + 1 + signs
      default: break
      }
      index += 1
    }
    if isMultiline { unclosedRegexSigns = signs }
    return nil
  }

  private func isLineEnd(_ index: Int) -> Bool {
    bytes[index] == UInt8(ascii: "\n") || bytes[index] == UInt8(ascii: "\r")
  }

  private func mayBeginBareRegex(_ start: Int) -> Bool {
    !isLineEnd(start)
      && ![" ", "\t", "/", "*"].contains { bytes[start] == UInt8(ascii: $0) }
  }

  private var mayNameOperator: Bool {
    switch tokens.last?.word {
    case .leftParenthesis, .leftBracket, .comma, .colon: true
    default: false
    }
  }

  private func endOfBareRegex(from start: Int) -> Int? {
    var index = start
    var groups = 0
    var isInClass = false
    var isBehindSpace = false
    // In a list, a slash may be an operator's name.
    let isInList = mayNameOperator
    while index < bytes.count, !isLineEnd(index) {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "\\"):
        index += 1
        if index < bytes.count, isLineEnd(index) { return nil }
      case UInt8(ascii: "["): isInClass = true
      case UInt8(ascii: "]"): isInClass = false
      case UInt8(ascii: "(") where !isInClass: groups += 1
      case UInt8(ascii: ")") where !isInClass:
        groups -= 1
        if groups < 0, isInList { return nil }
      case UInt8(ascii: "/"):
        let isComment = index + 1 < bytes.count && "/*".utf8.contains(bytes[index + 1])
        return isBehindSpace || isComment ? nil : index + 1
      default: break
      }
      isBehindSpace = byte.isBlank
      index += 1
    }
    return nil
  }
}
