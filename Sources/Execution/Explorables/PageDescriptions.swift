import SwiftReading

/// How the types that a lesson declares are written: Embedded Swift cannot look into a value, so that each gets
/// an extension that writes it as Swift's reflection does.
enum PageDescriptions {
  /// The extensions for the types that some top-level statements declare.
  ///
  /// A type that describes itself uses its `description`. Stored properties are written by their names; a case
  /// of an enumeration by its name, with what it holds.
  ///
  /// - Complexity: O(n) in the length of the code.
  static func extensions(of source: SwiftSource, _ kept: [Range<Int>]) -> [String] {
    source.statements.filter { kept.contains($0.range) && $0.kind == .declaration(.type) }
      .compactMap { source.description(of: $0) }
  }
}

extension SwiftSource {
  fileprivate func description(of statement: SwiftStatement) -> String? {
    let keyword = text(of: tokens[statement.head])
    guard let name = declaredName(of: statement), let body = statement.bodies.last,
      ["struct", "enum", "class"].contains(keyword)
    else { return nil }
    let head = tokens[statement.head..<body.tokens.lowerBound].filter { !$0.kind.isComment }
      .map(text)
    let parameters = Self.genericParameters(head)
    let condition =
      parameters.isEmpty
      ? "" : " where " + parameters.map { "\($0): PageDescribed" }.joined(separator: ", ")
    if head.contains("CustomStringConvertible") {
      return "extension \(name): PageDescribed\(condition) {}"
    }
    // What a generic type holds has a name that is not known here.
    guard parameters.isEmpty else { return nil }
    let lines: [String]? =
      switch keyword {
      case "struct": fields(of: body, name)
      case "enum": cases(of: body, name)
      default: ["text.append(\"\(name)\")"]
      }
    guard let lines else { return nil }
    return """
      extension \(name): PageDescribed { func describe(to text: inout PageText, isNested: Bool) { \
      \(lines.joined(separator: "; ")) } }
      """
  }

  /// The names between the angle brackets of a declaration's head.
  private static func genericParameters(_ head: [String]) -> [String] {
    guard head.count > 3, head[2] == "<" else { return [] }
    var names: [String] = []
    var depth = 0
    for (index, word) in head.enumerated().dropFirst(2) {
      if word == "{" || word == "where" || word == ":" && depth == 0 { break }
      if word.hasPrefix("<") { depth += 1 }
      if word.hasPrefix(">") { depth -= 1 }
      if depth == 1, head[index - 1] == "<" || head[index - 1] == "," { names.append(word) }
    }
    return names
  }

  /// Statements that write the stored properties of a structure: `Point(x: 1.0, y: 2.0)`.
  private func fields(of body: SwiftBody, _ name: String) -> [String]? {
    var lines = ["text.append(\"\(name)(\")"]
    for statement in body.statements {
      let words = tokens[statement.tokens.lowerBound..<statement.head].map(text)
      let isStored =
        statement.kind == .declaration(.variable) && !words.contains("static")
        && !words.contains("lazy")
        && !statement.bodies.contains { $0.kind == .function || $0.kind == .accessors }
      guard isStored else { continue }
      for bound in boundNames(of: statement) {
        let separator = lines.count > 1 ? ", " : ""
        lines.append("text.append(\"\(separator)\(bound.text): \")")
        lines.append("__pageDescribes(self.\(bound.text), to: &text)")
      }
    }
    return lines + ["text.append(\")\")"]
  }

  /// A statement that writes a case of an enumeration: `circle`, `circle(radius: 1.0)`.
  private func cases(of body: SwiftBody, _ name: String) -> [String]? {
    var branches: [String] = []
    for statement in body.statements where text(of: tokens[statement.head]) == "case" {
      var names: [(name: String, holds: Int?, labels: [String?])] = []
      var depth = 0
      for index in (statement.head + 1)..<statement.tokens.upperBound {
        let word = text(of: tokens[index])
        switch word {
        case "(", "[":
          if depth == 0, !names.isEmpty { names[names.count - 1].holds = 1 }
          depth += 1
        case ")", "]": depth -= 1
        case "," where depth == 1: names[names.count - 1].holds? += 1
        default:
          let isName = tokens[index].kind == .identifier
          if depth == 0, isName, names.isEmpty || text(of: tokens[index - 1]) == "," {
            names.append((word, nil, []))
          } else if depth == 1, isName, text(of: tokens[index + 1]) == ":" {
            let count = names[names.count - 1].holds ?? 1
            while names[names.count - 1].labels.count < count - 1 {
              names[names.count - 1].labels.append(nil)
            }
            names[names.count - 1].labels.append(word)
          }
        }
      }
      branches += names.map { branch($0.name, $0.holds, $0.labels) }
    }
    guard !branches.isEmpty else { return nil }
    return [
      "if isNested { text.append(\"\(name).\") }",
      "switch self { \(branches.joined(separator: "; ")) }",
    ]
  }

  private func branch(_ name: String, _ holds: Int?, _ labels: [String?]) -> String {
    guard let holds else { return "case .\(name): text.append(\"\(name)\")" }
    let values = (0..<holds).map { "let __\($0)" }.joined(separator: ", ")
    var lines = ["text.append(\"\(name)(\")"]
    for index in 0..<holds {
      let label = labels.indices.contains(index) ? labels[index].map { "\($0): " } ?? "" : ""
      let separator = index > 0 ? ", " : ""
      lines.append("text.append(\"\(separator)\(label)\")")
      lines.append("__pageDescribes(__\(index), to: &text)")
    }
    return "case .\(name)(\(values)): \((lines + ["text.append(\")\")"]).joined(separator: "; "))"
  }
}
