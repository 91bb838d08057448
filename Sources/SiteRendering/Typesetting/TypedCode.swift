import Lessons
import Markdown

/// Swift code, with the types known in it.
struct TypedCode {
  let text: String
  let types: CodeTypes

  init(_ lines: [String], _ types: CodeTypes = CodeTypes()) {
    text = lines.joined(separator: "\n")
    self.types = types
  }

  /// Everything that the HTML depends on.
  var identity: [String] {
    [text] + types.names.map { "\($0.offset) \($0.declaration)" }
      + types.expressions.map { "\($0.range) \($0.type)" }
  }

  /// The code's lines as coloured HTML. Names and expressions have their types in `data-type`.
  ///
  /// An expression that spans lines is marked only on lines with code of its own, not on lines that
  /// contain only other expressions.
  ///
  /// - Parameter tokens: the code's tokens.
  /// - Returns: as many lines as the code has.
  /// - Complexity: O(n·d) in the length of the code, whose expressions nest to a depth of d.
  func html(_ tokens: [HighlightToken]) -> [String] {
    let bytes = Array(text.utf8)
    let words = words(tokens)
    let owners = owners(bytes, words)
    var lines: [String] = []
    var start = 0
    for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      let range = start..<start + line.count
      var line = TypedLine(bytes: bytes, words: words.overlapping(range))
      line.write(range, marks(in: range, bytes, owners)[...])
      lines.append(line.html)
      start = range.upperBound + 1
    }
    return lines
  }

  private func words(_ tokens: [HighlightToken]) -> [TypedLine.Word] {
    let declarations = Dictionary(types.names.map { ($0.offset, $0.declaration) }) { first, _ in
      first
    }
    return tokens.compactMap { token in
      token.cssClass.map {
        TypedLine.Word(
          range: token.range,
          cssClass: $0,
          declaration: declarations[token.range.lowerBound]
        )
      }
    }
  }

  /// The innermost expression at each byte; -1 for bytes outside of expressions, and for names,
  /// comments and spaces.
  private func owners(_ bytes: [UInt8], _ words: [TypedLine.Word]) -> [Int] {
    var owners = bytes.map { _ in -1 }
    for (index, expression) in types.expressions.enumerated() {
      for offset in expression.range.clamped(to: bytes.indices) { owners[offset] = index }
    }
    // A closure's statements lie between its first and last line.
    for (index, expression) in types.expressions.enumerated() {
      let range = expression.range.clamped(to: bytes.indices)
      guard bytes[range].first == UInt8(ascii: "{"), let first = bytes[range].firstIndex(of: 0x0A),
        let last = bytes[range].lastIndex(of: 0x0A)
      else { continue }
      for offset in first..<last where owners[offset] == index { owners[offset] = -1 }
    }
    for word in words where word.declaration != nil || word.isComment {
      for offset in word.range { owners[offset] = -1 }
    }
    for (offset, byte) in bytes.enumerated() where byte.isSpace {
      owners[offset] = -1
    }
    return owners
  }

  /// The expressions that own something in a line, clipped to it, outer ones first.
  private func marks(
    in line: Range<Int>,
    _ bytes: [UInt8],
    _ owners: [Int]
  ) -> [TypedLine.Mark] {
    Set(owners[line]).subtracting([-1]).sorted().map { index in
      let part = types.expressions[index].range.clamped(to: line)
      let text = bytes[part]
      let start = text.firstIndex { !$0.isSpace } ?? part.lowerBound
      let end = text.lastIndex { !$0.isSpace }.map { $0 + 1 } ?? part.upperBound
      return TypedLine.Mark(range: start..<end, type: types.expressions[index].type)
    }
  }
}

extension UInt8 {
  fileprivate var isSpace: Bool { self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") }
}
