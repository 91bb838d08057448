/// The parts of a claim that its truth hangs on: the operands of its comparisons.
enum ClaimOperands {
  private static let separators = [" && ", " || ", " == ", " != ", " <= ", " >= ", " < ", " > "]

  /// The operands of an expression, in their order; none where it compares nothing.
  ///
  /// Comparisons in brackets, closures and texts are parts of an operand.
  static func split(_ expression: String) -> [String] {
    var operands = [""]
    var depth = 0
    var isQuoted = false
    var rest = expression[...]
    while let character = rest.first {
      if character == "\"" { isQuoted.toggle() }
      if !isQuoted {
        if "([{".contains(character) { depth += 1 }
        if ")]}".contains(character) { depth -= 1 }
        if depth == 0, let separator = separators.first(where: { rest.hasPrefix($0) }) {
          operands.append("")
          rest = rest.dropFirst(separator.count)
          continue
        }
      }
      operands[operands.count - 1].append(character)
      rest.removeFirst()
    }
    guard operands.count > 1 else { return [] }
    var seen: Set<String> = []
    return operands.filter {
      Double($0) == nil && $0 != "true" && $0 != "false" && seen.insert($0).inserted
    }
  }
}
