/// A sequence that controls a terminal.
enum EscapeSequence {
  /// `ESC [ … m`: colours and other styles.
  case style([Int])
  /// `ESC [ … K`: erases the line from the cursor on (0), up to it (1), or all of it (2).
  case erasesLine(Int)
  /// Any other sequence.
  case other
  /// An escape character that does not begin a sequence.
  case none

  /// Reads a sequence from the start of a text; if none begins there, reads nothing and returns `nil`.
  ///
  /// An unterminated sequence does not count: only its introducer is read.
  init?(at text: inout Substring.UnicodeScalarView) {
    guard let first = text.first else { return nil }
    switch first {
    case "\u{1B}": text.removeFirst()
    case "\u{9B}":
      text.removeFirst()
      self = Self.control(&text)
      return
    case "\u{90}", "\u{98}", "\u{9D}", "\u{9E}", "\u{9F}":
      text.removeFirst()
      self = Self.string(&text)
      return
    default: return nil
    }
    switch text.first {
    case "[":
      text.removeFirst()
      self = Self.control(&text)
    case "]", "P", "X", "^", "_":
      text.removeFirst()
      self = Self.string(&text)
    case let next? where (0x20...0x7E).contains(next.value):
      let rest = text.drop { (0x20...0x2F).contains($0.value) }
      guard let end = rest.first, (0x30...0x7E).contains(end.value) else {
        self = .none
        return
      }
      text = rest.dropFirst()
      self = .other
    default: self = .none
    }
  }

  /// Reads numbers and the command that follows them.
  private static func control(_ text: inout Substring.UnicodeScalarView) -> EscapeSequence {
    let body = text.prefix { (0x20...0x3F).contains($0.value) }
    guard let end = text[body.endIndex...].first, (0x40...0x7E).contains(end.value) else {
      return .other
    }
    text = text[body.endIndex...].dropFirst()
    let isPlain = body.allSatisfy { (0x30...0x3B).contains($0.value) }
    guard isPlain, end == "m" || end == "K" else { return .other }
    let numbers = body.split(omittingEmptySubsequences: false) { $0 == ";" || $0 == ":" }
      .map { Int(String($0)) ?? 0 }
    return end == "m" ? .style(numbers) : .erasesLine(numbers.first ?? 0)
  }

  /// Reads a text for the terminal itself, such as an address or a title, up to BEL or `ESC \`.
  private static func string(_ text: inout Substring.UnicodeScalarView) -> EscapeSequence {
    var rest = text
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\u{07}", "\u{9C}":
        text = rest
        return .other
      case "\u{1B}" where rest.first == "\\":
        text = rest.dropFirst()
        return .other
      case "\n", "\u{1B}": return .other
      default: continue
      }
    }
    return .other
  }
}
