import Lessons
private import Markdown
import SwiftReading

// What a promise in a comment says, and how another result is written in its place.

extension ResultComment {
  /// What may have been meant: the text as it is written, or with its escapes read; of a literal of
  /// a text, what it stands for.
  var readings: [String] {
    guard form == .prints else {
      return text.hasPrefix("\"")
        ? [text.unquoted] : [text.asPrinted]
    }
    let unescaped = text.readingEscapes
    return unescaped == text ? [text] : [text, unescaped]
  }

  /// The whole comment, promising another result.
  ///
  /// - Parameters:
  ///   - result: what was computed.
  ///   - isPrinted: whether it was printed, so that `// Prints "…"` may say it.
  ///   - comment: the comment as it is.
  /// - Returns: `nil` where none of its form can.
  func comment(promising result: String, isPrinted: Bool, in comment: String) -> String? {
    let start = comment.utf8.index(
      comment.startIndex,
      offsetBy: promise.lowerBound - range.lowerBound
    )
    let end = comment.utf8.index(start, offsetBy: promise.count)
    let (before, after) = (comment[..<start], comment[end...])
    if form == .prints { return before + result.escapingControls + after }
    if text.hasPrefix("\"") { return before + result.asLiteral + after }
    if SwiftSource(result).isLiteral { return before + result + after }
    return isPrinted ? "// Prints \"\(result.escapingControls)\"" : nil
  }
}

extension UnitCode {
  /// The code of a line without the promise behind it, and without the space around it.
  func codeWithoutPromise(onLine line: Int) -> String {
    guard lines.indices.contains(line) else { return "" }
    let start = source.lineStarts[line]
    let promise = promises.first { source.line(of: $0.range.lowerBound) == line }
    guard let promise else { return lines[line].text.trimmingSpaces }
    // Of a statement in a comment the comment says what it is.
    let end = promise.isStated ? promise.promise.lowerBound : promise.range.lowerBound
    return source.text(in: start..<end).trimmingSpaces
  }
}

extension String {
  /// A literal as Swift prints it: spaces behind commas and colons only, whole numbers in decimal digits.
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

  /// `1000` for `1_000`, `255` for `0xFF`; of a fraction only the underscores go.
  private var inDecimalDigits: String {
    let plain = replacing("_", with: "")
    let radix = ["0x": 16, "0o": 8, "0b": 2][plain.prefix(2)]
    return radix.flatMap { UInt64(plain.dropFirst(2), radix: $0) }.map(String.init) ?? plain
  }

  /// What a literal of a text stands for.
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

  /// The text on one line; only what cannot be in a comment is escaped, and then backslashes too.
  fileprivate var escapingControls: String {
    unicodeScalars.contains(where: \.needsEscape)
      ? unicodeScalars.map { $0 == "\\" ? "\\\\" : $0.escaped }.joined() : self
  }

  /// The text as a literal of Swift.
  fileprivate var asLiteral: String {
    let text = unicodeScalars.map { scalar in
      scalar == "\\" || scalar == "\"" ? "\\\(scalar)" : scalar.escaped
    }
    return "\"\(text.joined())\""
  }
}

extension Substring {
  /// The scalar of an escape `u{…}` that the text begins with.
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
