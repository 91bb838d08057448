/// Types as Swift's users write them: `[Double]` for `Array<Double>`, `Int?`, `[String: Int]`.
enum SugaredType {
  /// Complexity: O(n²) in the length of the name, which is short.
  static func name(_ type: String) -> String {
    guard let open = type.firstIndex(of: "<"), type.last == ">" else { return type }
    let base = type[..<open]
    let arguments = split(type[type.index(after: open)...].dropLast()).map(name)
    switch (base, arguments.count) {
    case ("Array", 1): return "[\(arguments[0])]"
    case ("Dictionary", 2): return "[\(arguments[0]): \(arguments[1])]"
    case ("Optional", 1):
      let isCompound = arguments[0].contains("->") || arguments[0].hasPrefix("any ")
      return isCompound ? "(\(arguments[0]))?" : "\(arguments[0])?"
    default: return "\(base)<\(arguments.joined(separator: ", "))>"
    }
  }

  /// The arguments between the commas that stand in no brackets.
  private static func split(_ text: Substring) -> [String] {
    var parts = [""]
    var depth = 0
    var previous: Character = " "
    for character in text {
      if "<([".contains(character) { depth += 1 }
      // The arrow of a function type closes nothing.
      if ")]".contains(character) || (character == ">" && previous != "-") { depth -= 1 }
      previous = character
      if character == ",", depth == 0 {
        parts.append("")
      } else {
        parts[parts.count - 1].append(character)
      }
    }
    return parts.map { String($0.drop { $0 == " " }) }
  }
}
