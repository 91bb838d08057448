/// A text style that a program requests from a terminal, as far as pages support it (`ESC [ … m`).
package struct TextStyle: Sendable, Hashable {
  /// The traits with a class of their own, in the order of their codes.
  package enum Trait: Int, Sendable, CaseIterable {
    case bold = 1
    case dim = 2
    case italic = 3
    case underlined = 4
    case inverse = 7
    case hidden = 8
    case struck = 9
  }

  /// One of the sixteen colours, counted from 0.
  package var foreground: Int?
  package var background: Int?
  package var traits: Set<Trait> = []

  package init() {}

  package init(foreground: Int?, background: Int?, traits: Set<Trait>) {
    self.foreground = foreground
    self.background = background
    self.traits = traits
  }

  private static let colors = [
    "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white",
  ]

  /// The names of its CSS classes, separated by spaces: `ansi-bold ansi-red`.
  package var classes: String {
    func name(_ color: Int) -> String {
      (color >= 8 ? "bright-" : "") + Self.colors[color & 7]
    }
    var names = Trait.allCases.filter(traits.contains).map { "ansi-\($0)" }
    if let foreground { names.append("ansi-\(name(foreground))") }
    if let background { names.append("ansi-on-\(name(background))") }
    return names.joined(separator: " ")
  }

  /// Applies the codes of one sequence; codes that pages do not support are ignored.
  mutating func apply(_ codes: [Int]) {
    var rest = (codes.isEmpty ? [0] : codes)[...]
    while let code = rest.popFirst() {
      switch code {
      case 0: self = TextStyle()
      case 22: traits.subtract([.bold, .dim])
      case 21: traits.insert(.underlined)
      case 23...29:
        if let trait = Trait(rawValue: code - 20) { traits.remove(trait) }
      case 30...37: foreground = code - 30
      case 38: foreground = Self.color(&rest) ?? foreground
      case 39: foreground = nil
      case 40...47: background = code - 40
      case 48: background = Self.color(&rest) ?? background
      case 49: background = nil
      case 90...97: foreground = code - 90 + 8
      case 100...107: background = code - 100 + 8
      default:
        if let trait = Trait(rawValue: code) { traits.insert(trait) }
      }
    }
  }

  /// The nearest of the sixteen colours to one of 256 (`5;n`) or to an RGB colour (`2;r;g;b`).
  private static func color(_ codes: inout ArraySlice<Int>) -> Int? {
    switch codes.popFirst() {
    case 5:
      guard let index = codes.popFirst(), (0...255).contains(index) else { return nil }
      if index < 16 { return index }
      if index >= 232 { return nearest(repeatElement(8 + 10 * (index - 232), count: 3)) }
      let steps = [0, 95, 135, 175, 215, 255]
      let cube = index - 16
      return nearest([steps[cube / 36], steps[cube / 6 % 6], steps[cube % 6]])
    case 2:
      let parts = codes.prefix(3)
      codes = codes.dropFirst(3)
      return parts.count == 3 ? nearest(parts) : nil
    default: return nil
    }
  }

  private static func nearest(_ parts: some Sequence<Int>) -> Int {
    let parts = Array(parts)
    func distance(_ color: Int) -> Int {
      (0..<3).reduce(0) { sum, part in
        let isOn = color >> part & 1 == 1
        let level = color == 7 ? 192 : color == 8 ? 128 : !isOn ? 0 : color >= 8 ? 255 : 160
        let difference = parts[part] - level
        return sum + difference * difference
      }
    }
    return (0..<16).min { distance($0) < distance($1) } ?? 0
  }
}
