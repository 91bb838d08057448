/// An estimate of a text's width in a sans-serif font, too large rather than too small.
enum TextMetrics {
  /// The width of a text, in units of the drawing.
  static func width(of text: String, size: Double, isBold: Bool = false) -> Double {
    text.unicodeScalars.reduce(0) { $0 + advance(of: $1) } * size * (isBold ? 1.07 : 1)
  }

  /// The advance, as a fraction of the font size.
  private static func advance(of scalar: Unicode.Scalar) -> Double {
    switch scalar {
    case "i", "j", "l", ".", ",", ":", ";", "'", "|", "!", "I", "(", ")", "[", "]", "/": 0.32
    case "f", "t", "r", " ", "-", "⁻", "⁰"..."⁹", "¹", "²", "³": 0.42
    case "m", "w", "M", "W", "%", "—", "@": 0.96
    case "−", "×", "=", "+", "<", ">", "~", "∞": 0.84
    case "A"..."Z": 0.7
    case "\u{300}"..."\u{36F}", "\u{200B}"..."\u{200F}", "\u{FE0F}": 0
    case "\u{2E80}"...: 1
    default: 0.63
    }
  }

  /// The text cut to a width, with an ellipsis if it was cut.
  static func fitted(_ text: String, width limit: Double, size: Double) -> String {
    guard width(of: text, size: size) > limit else { return text }
    var kept = text.unicodeScalars
    while !kept.isEmpty, width(of: String(kept) + "…", size: size) > limit { kept.removeLast() }
    return String(kept) + "…"
  }

  /// The text broken into lines at spaces; a word that is too wide gets its own line.
  static func lines(_ text: String, width limit: Double, size: Double, isBold: Bool) -> [String] {
    var lines: [String] = []
    for part in text.utf8.split(separator: UInt8(ascii: " ")) {
      let word = String(Substring(part))
      let longer = lines.last.map { $0 + " " + word }
      if let longer, width(of: longer, size: size, isBold: isBold) <= limit {
        lines[lines.count - 1] = longer
      } else {
        lines.append(word)
      }
    }
    return lines
  }
}
