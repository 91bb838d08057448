/// A program's terminal output, in a form for pages and files: carriage returns and backspaces are
/// applied, colours are spans, and no control characters remain except line feeds and tabs.
package struct PrintedText: Sendable, Equatable {
  /// A part of the text with its own style, in UTF-8 bytes from 0.
  package struct Span: Sendable, Equatable {
    package let range: Range<Int>
    package let style: TextStyle

    package init(range: Range<Int>, style: TextStyle) {
      self.range = range
      self.style = style
    }
  }

  /// The text without colours.
  package let text: String
  /// The spans, in order and without overlaps.
  package let spans: [Span]

  package var isEmpty: Bool { text.isEmpty }

  /// Creates a text that is already in this form, for example from a cache.
  package init(text: String, spans: [Span]) {
    self.text = text
    self.spans = spans
  }

  /// Converts output to the text that a terminal would show.
  ///
  /// Complexity: O(n) in the length of the text.
  package init(_ written: String) {
    guard !Self.isPlain(written) else {
      self.init(text: written, spans: [])
      return
    }
    var screen = TerminalScreen()
    screen.write(written.unicodeScalars)
    self = screen.finish()
  }

  /// The text without anything that controls a terminal or is not allowed in HTML: escape sequences
  /// are removed, and other control characters are replaced by symbols.
  ///
  /// A carriage return before a line feed is part of the line end. Complexity: O(n) in the length of
  /// the text.
  package static func visible(_ text: String) -> String {
    guard !isPlain(text) else { return text }
    var result = String.UnicodeScalarView()
    var rest = text.unicodeScalars[...]
    while let scalar = rest.first {
      if let sequence = EscapeSequence(at: &rest) {
        if case .none = sequence { result.append("␛") }
        continue
      }
      rest.removeFirst()
      if scalar == "\r", rest.first == "\n" { continue }
      result.append(scalar.visible)
    }
    return String(result)
  }

  /// The text for use within a line on a terminal: like `visible`, but also without characters that
  /// change the writing direction.
  package static func quoted(_ text: String) -> String {
    let text = visible(text)
    guard text.unicodeScalars.contains(where: \.turnsDirection) else { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      result.append(scalar.turnsDirection ? "\u{FFFD}" : scalar)
    }
    return String(result)
  }

  /// A part of a source for a terminal, with every character visible: those that would control the
  /// terminal are replaced by symbols.
  package static func symbols(in source: Substring) -> String {
    var result = String.UnicodeScalarView()
    for scalar in source.unicodeScalars {
      result.append(scalar.turnsDirection ? "\u{FFFD}" : scalar.visible)
    }
    return String(result)
  }

  /// Whether any of the text is right-to-left, or may change the direction of the text around it.
  package static func needsIsolation(_ text: String) -> Bool {
    // Every such character has a first byte of 0xD6 or more.
    guard text.utf8.contains(where: { $0 >= 0xD6 }) else { return false }
    return text.unicodeScalars.contains { $0.turnsDirection || $0.isRightToLeft }
  }

  private static func isPlain(_ text: String) -> Bool {
    var isSimple = true
    var last: UInt8 = 0
    for byte in text.utf8 {
      if byte < 0x20 && byte != UInt8(ascii: "\n") && byte != UInt8(ascii: "\t") { return false }
      // 0xC2 begins control characters; noncharacters begin with 0xEF or take four bytes.
      if byte == 0x7F || byte < 0xA0 && last == 0xC2 { return false }
      if byte >= 0xEF { isSimple = false }
      last = byte
    }
    return isSimple || text.unicodeScalars.allSatisfy { $0.visible == $0 }
  }
}

extension Unicode.Scalar {
  /// The character itself, or a symbol for one that is invisible and must not be passed on.
  fileprivate var visible: Unicode.Scalar {
    switch value {
    case 0x09, 0x0A: self
    // The Unicode symbols for control characters.
    case 0..<0x20: Unicode.Scalar(0x2400 + value) ?? "\u{FFFD}"
    case 0x7F: "\u{2421}"
    case 0x80...0x9F, 0xFDD0...0xFDEF: "\u{FFFD}"
    case _ where value & 0xFFFE == 0xFFFE: "\u{FFFD}"
    default: self
    }
  }

  /// The character as shown in a terminal cell of its own.
  var shown: Unicode.Scalar { visible }

  /// Whether it embeds, overrides or isolates a writing direction.
  fileprivate var turnsDirection: Bool {
    switch value {
    case 0x202A...0x202E, 0x2066...0x2069, 0x200E, 0x200F, 0x061C: true
    default: false
    }
  }

  /// Whether it belongs to a right-to-left script.
  fileprivate var isRightToLeft: Bool {
    switch value {
    case 0x0590...0x08FF, 0xFB1D...0xFDCF, 0xFDF0...0xFDFF, 0xFE70...0xFEFE: true
    case 0x10800...0x10FFF, 0x1E800...0x1EFFF: true
    default: false
    }
  }
}
