/// Types as Swift programmers write them: `[Double]` for `Array<Double>`, `Int?`, `[String: Int]`.
package enum SugaredType {
  /// A text with its types sugared: the name of a type, or a whole declaration.
  ///
  /// - Complexity: O(n·d) for a text of length n with types nested d deep.
  package static func text(_ text: some StringProtocol) -> String {
    var sugared = ""
    var rest = Substring(text)
    while let character = rest.first {
      let isWithinName = sugared.last.map { $0.isLetter || $0.isNumber || "_.".contains($0) }
      if isWithinName != true, let (type, end) = sugaredType(at: rest) {
        sugared += type
        rest = rest[end...]
      } else {
        sugared.append(character)
        rest = rest.dropFirst()
      }
    }
    return sugared
  }

  /// The sugared form of the type that a text begins with, if it has one, and the type's end.
  private static func sugaredType(at text: Substring) -> (type: String, end: Substring.Index)? {
    guard
      let base = ["Array", "Dictionary", "Optional"].first(where: { text.hasPrefix("\($0)<") }),
      let (arguments, end) = arguments(of: text.dropFirst(base.count))
    else { return nil }
    switch (base, arguments.count) {
    case ("Array", 1): return ("[\(arguments[0])]", end)
    case ("Dictionary", 2): return ("[\(arguments[0]): \(arguments[1])]", end)
    case ("Optional", 1):
      let isCompound = arguments[0].contains("->") || arguments[0].hasPrefix("any ")
      return (isCompound ? "(\(arguments[0]))?" : "\(arguments[0])?", end)
    default: return nil
    }
  }

  /// The arguments between the brackets that a text begins with, and their end; `nil` if the
  /// brackets are not closed.
  private static func arguments(
    of text: Substring
  ) -> (arguments: [String], end: Substring.Index)? {
    var arguments: [String] = []
    var start = text.index(after: text.startIndex)
    var depth = 0
    var previous: Character = " "
    for (index, character) in zip(text.indices, text) {
      if "<([".contains(character) { depth += 1 }
      // The arrow of a function type does not close a bracket.
      if ")]".contains(character) || (character == ">" && previous != "-") { depth -= 1 }
      previous = character
      guard depth == 0 || (depth == 1 && character == ",") else { continue }
      arguments.append(Self.text(text[start..<index].drop { $0 == " " }))
      start = text.index(after: index)
      if depth == 0 { return (arguments, start) }
    }
    return nil
  }
}
