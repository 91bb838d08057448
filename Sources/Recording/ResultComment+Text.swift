import Lessons
private import Markdown
import SwiftReading

// Reads the promise in a comment, and writes a different result in its place.

extension ResultComment {
  /// The possible meanings: the text as written, or with its escapes decoded; for a string literal, its
  /// value.
  var readings: [String] {
    switch form {
    case .elision: return [text]
    case .list: return [text.asPrinted]
    case .literal, .stated: return [text.hasPrefix("\"") ? text.unquoted : text.asPrinted]
    case .line, .guess:
      let isLiteral = text.hasPrefix("\"") && SwiftSource(text).isLiteral
      return isLiteral ? [text, text.unquoted] : [text]
    case .prints: break
    }
    let unescaped = text.readingEscapes
    return unescaped == text ? [text] : [text, unescaped]
  }

  /// The whole comment, promising a different result.
  ///
  /// - Parameters:
  ///   - result: the computed result.
  ///   - isPrinted: whether it was printed, so that `// Prints "…"` may be used.
  ///   - comment: the current comment.
  /// - Returns: `nil` if no comment of this form can promise the result.
  func comment(promising result: String, isPrinted: Bool, in comment: String) -> String? {
    let start = comment.utf8.index(
      comment.startIndex,
      offsetBy: promise.lowerBound - range.lowerBound
    )
    let end = comment.utf8.index(start, offsetBy: promise.count)
    let (before, after) = (comment[..<start], comment[end...])
    if form == .line || form == .guess {
      let isLiteral = text.hasPrefix("\"") && SwiftSource(text).isLiteral
      return before + (isLiteral ? result.asLiteral : result.escapingControls) + after
    }
    if form == .list { return SwiftSource("[\(result)]").isLiteral ? before + result + after : nil }
    if form == .prints { return before + result.escapingControls + after }
    if text.hasPrefix("\"") { return before + result.asLiteral + after }
    if SwiftSource(result).isLiteral { return before + result + after }
    return isPrinted ? "// Prints \"\(result.escapingControls)\"" : nil
  }
}

extension UnitCode {
  /// The trimmed code of a line, without the promise after it.
  func codeWithoutPromise(onLine line: Int) -> String {
    guard lines.indices.contains(line) else { return "" }
    let start = source.lineStarts[line]
    let promise = promises.first { source.line(of: $0.range.lowerBound) == line }
    guard let promise else { return lines[line].text.trimmingSpaces }
    // An expression in a comment is kept, since the promise is about it.
    let end = promise.isStated ? promise.promise.lowerBound : promise.range.lowerBound
    return source.text(in: start..<end).trimmingSpaces
  }
}

extension String {
  /// A literal as Swift prints it: spaces only after commas and colons, whole numbers in decimal
  /// digits.
  fileprivate var asPrinted: String {
    let source = SwiftSource(self)
    var result = ""
    for (index, token) in source.tokens.enumerated() {
      let text = source.text(of: token)
      result += token.kind == .number ? text.inDecimalDigits : text
      let isSeparator = token.kind == .punctuation && (text == "," || text == ":")
      let isEmpty =
        index + 1 < source.tokens.count && source.text(of: source.tokens[index + 1]) == "]"
      if isSeparator, !isEmpty { result += " " }
    }
    return result
  }

  /// `1000` for `1_000`, `255` for `0xFF`; fractions lose only their underscores.
  private var inDecimalDigits: String {
    let plain = replacing("_", with: "")
    let radix = ["0x": 16, "0o": 8, "0b": 2][plain.prefix(2)]
    return radix.flatMap { UInt64(plain.dropFirst(2), radix: $0) }.map(String.init) ?? plain
  }

  /// The value of a string literal.
  var unquoted: String { String(dropFirst().dropLast()).readingEscapes }

  fileprivate var readingEscapes: String {
    guard contains("\\") else { return self }
    var result = ""
    var rest = self[...]
    let escapes: [Character: Character] = [
      "n": "\n", "t": "\t", "r": "\r", "0": "\0", "\\": "\\", "\"": "\"", "'": "'",
    ]
    while let character = rest.popFirst() {
      if character == "\\", let next = rest.first, let meant = escapes[next] {
        result.append(meant)
        rest.removeFirst()
      } else if character == "\\", let scalar = rest.scalarEscape {
        result.unicodeScalars.append(scalar.value)
        rest = rest[scalar.end...]
      } else {
        result.append(character)
      }
    }
    return result
  }

  /// The text on one line; if it contains what a comment cannot, that and backslashes are escaped.
  fileprivate var escapingControls: String {
    unicodeScalars.contains(where: \.needsEscape)
      ? unicodeScalars.map { $0 == "\\" ? "\\\\" : $0.escaped }.joined() : self
  }

  /// The text as a Swift string literal.
  var asLiteral: String {
    let text = unicodeScalars.map { scalar in
      scalar == "\\" || scalar == "\"" ? "\\\(scalar)" : scalar.escaped
    }
    return "\"\(text.joined())\""
  }
}

extension Substring {
  /// The scalar of an escape `u{…}` at the beginning of the text.
  fileprivate var scalarEscape: (value: Unicode.Scalar, end: Index)? {
    guard let match = prefixMatch(of: /u\{([0-9A-Fa-f]{1,8})\}/),
      let number = UInt32(match.output.1, radix: 16), let scalar = Unicode.Scalar(number)
    else { return nil }
    return (scalar, match.range.upperBound)
  }
}

extension Unicode.Scalar {
  fileprivate var needsEscape: Bool {
    value < 0x20 || value == 0x7F || (0x80...0x9F).contains(value)
      || value == 0x2028 || value == 0x2029
  }

  fileprivate var escaped: String {
    switch self {
    case "\n": "\\n"
    case "\t": "\\t"
    case "\r": "\\r"
    case "\0": "\\0"
    case _ where needsEscape: "\\u{\(String(value, radix: 16, uppercase: true))}"
    default: String(self)
    }
  }
}
