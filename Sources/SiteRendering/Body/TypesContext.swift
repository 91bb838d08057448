import Lessons
import Weaving

extension TypesContext {
  /// The longest expression whose type is shown, in characters of code.
  fileprivate static let longestExpression = 48

  /// Lists each name and expression once, in code order; `nil` if there are none. Leaves out literals
  /// of their default type, and the brackets around an expression.
  init?(_ cell: WovenCell, id: String) {
    let code = Array(cell.lines.map(\.text).joined(separator: "\n").utf8)
    let names = cell.types.names.map { ($0.offset, $0.declaration) }
    let expressions = cell.types.expressions.compactMap { expression -> (Int, String)? in
      guard code.indices.contains(expression.range.upperBound - 1) else { return nil }
      let text = String(decoding: code[expression.range], as: UTF8.self)
      guard !text.isLiteral(ofDefaultType: expression.type), !cell.types.hasInBrackets(expression)
      else { return nil }
      return (expression.range.lowerBound, "\(text.shortened): \(expression.type)")
    }
    var seen: Set<String> = []
    // At the same offset, the name comes first.
    let entries = (names + expressions).enumerated()
      .sorted { ($0.element.0, $0.offset) < ($1.element.0, $1.offset) }
      .map(\.element.1).filter { seen.insert($0).inserted }
    guard !entries.isEmpty else { return nil }
    self.init(id: id, entries: entries)
  }
}

extension CodeTypes {
  /// Whether an expression is just another expression of the same type in brackets.
  fileprivate func hasInBrackets(_ outer: TypedExpression) -> Bool {
    guard outer.range.count > 2 else { return false }
    let range = outer.range.lowerBound + 1..<outer.range.upperBound - 1
    return expressions.contains(TypedExpression(range: range, type: outer.type))
  }
}

extension String {
  fileprivate func isLiteral(ofDefaultType type: String) -> Bool {
    let digits = hasPrefix("-") ? dropFirst() : self[...]
    return switch type {
    case "Int": digits.allSatisfy { $0.isNumber || $0 == "_" }
    case "Double":
      digits.first?.isNumber ?? false && digits.contains { ".e".contains($0) }
        && digits.allSatisfy { $0.isNumber || "._e-+".contains($0) }
    case "String":
      hasPrefix("\"") && hasSuffix("\"") && dropFirst().firstIndex(of: "\"") == indices.last
    case "Bool": self == "true" || self == "false"
    default: false
    }
  }

  /// The text on one line, truncated if it is long.
  fileprivate var shortened: String {
    let line = split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return line.count > TypesContext.longestExpression
      ? "\(line.prefix(TypesContext.longestExpression)) …" : line
  }
}
