private import Diagnostics

/// The names that a line binds several of at once, which the compiler's transform does not report:
/// `let (low, high) = …`, `let a = 1, b = 2`.
///
/// The tangled program reads each name behind the line's code, and so they are reported there.
enum BindingProbes {
  /// The line with its names read at its end; unchanged where it binds one name or none, or where
  /// the statement may go on in the next line.
  static func probed(_ line: String, next: String?) -> String {
    guard let names = names(boundBy: line), endsStatement(line, next) else { return line }
    return line + names.map { "; \($0)" }.joined()
  }

  private static func names(boundBy line: String) -> [Substring]? {
    let text = line.drop(while: \.isWhitespace)
    guard text.hasPrefix("let ") || text.hasPrefix("var ") else { return nil }
    // A line with a comment, or a text that looks like one, is left as it is.
    guard !text.holds("//"), !text.holds("/*") else { return nil }
    let pattern = text.dropFirst(4).drop(while: \.isWhitespace)
    if pattern.first == "(" {
      guard let close = pattern.firstIndex(of: ")") else { return nil }
      let parts = pattern[pattern.index(after: pattern.startIndex)..<close].split(separator: ",")
      return parts.map(\.identifierAtEnd).filter { !$0.isEmpty && $0 != "_" }
    }
    let names = topLevelParts(of: pattern).map { $0.drop(while: \.isWhitespace).identifierAtStart }
    return names.count > 1 && !names.contains("") ? names : nil
  }

  /// The pieces between commas that stand in no brackets and no text.
  private static func topLevelParts(of text: Substring) -> [Substring] {
    var parts: [Substring] = []
    var start = text.startIndex
    var depth = 0
    var isQuoted = false
    for index in text.indices {
      if text[index] == "\"" { isQuoted.toggle() }
      guard !isQuoted else { continue }
      switch text[index] {
      case "(", "[", "{", "<": depth += 1
      case ")", "]", "}", ">": depth -= 1
      case "," where depth == 0:
        parts.append(text[start..<index])
        start = text.index(after: index)
      default: continue
      }
    }
    return parts + [text[start...]]
  }

  /// Whether brackets are balanced and the next line does not begin as a continuation.
  private static func endsStatement(_ line: String, _ next: String?) -> Bool {
    let opening = line.count { "([{".contains($0) }
    let closing = line.count { ")]}".contains($0) }
    guard opening == closing, line.contains("="), let last = line.last(where: { !$0.isWhitespace }),
      last.isLetter || last.isNumber || ")]}\"_".contains(last)
    else { return false }
    guard let first = next?.first(where: { !$0.isWhitespace }) else { return true }
    return first.isLetter || first.isNumber || "\"_}@#/[(".contains(first)
  }
}

extension Substring {
  fileprivate var identifierAtStart: Substring {
    prefix { $0.isLetter || $0.isNumber || $0 == "_" }
  }

  /// `low` of `lower: low`.
  fileprivate var identifierAtEnd: Substring {
    let name = split(separator: ":").last ?? ""
    return name.drop(while: \.isWhitespace).identifierAtStart
  }
}
