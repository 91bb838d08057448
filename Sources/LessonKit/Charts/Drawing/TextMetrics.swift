/// About how much room a text takes in a sans-serif face; rather too much than too little.
enum TextMetrics {
  /// The width of a text, in units of the drawing.
  static func width(of text: String, size: Double, isBold: Bool = false) -> Double {
    text.unicodeScalars.reduce(0) { $0 + advance(of: $1) } * size * (isBold ? 1.07 : 1)
  }

  /// In parts of the size of the type.
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

  /// The text cut to a width, an ellipsis where it was cut.
  static func fitted(_ text: String, width limit: Double, size: Double) -> String {
    guard width(of: text, size: size) > limit else { return text }
    var kept = text
    while !kept.isEmpty, width(of: kept + "…", size: size) > limit { kept.removeLast() }
    return kept + "…"
  }

  /// The text broken into lines at its spaces; a word that is too wide has a line to itself.
  static func lines(_ text: String, width limit: Double, size: Double, isBold: Bool) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      let longer = lines.last.map { $0 + " " + word }
      if let longer, width(of: longer, size: size, isBold: isBold) <= limit {
        lines[lines.count - 1] = longer
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }
}
