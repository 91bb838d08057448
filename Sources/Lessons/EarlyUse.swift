import Diagnostics
import Markdown

/// Inline expressions that read a name above the cell that declares it. The compiler takes a
/// program's global names for known everywhere; read too early they hold zeros, or crash.
enum EarlyUse {
  /// Complexity: O(n) in the length of the lesson's code.
  static func diagnostics(in lesson: Lesson) -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    /// The inline expressions of the program so far, and the names that it has declared.
    var expressions: [InlineExpression] = []
    var declared: Set<Substring> = []
    for unit in lesson.units {
      if unit.startsProgram {
        expressions = []
        declared = []
      }
      switch unit {
      case .inline(let inline): expressions.append(inline)
      case .cell(let cell):
        guard cell.options.fate.belongsToProgram else { continue }
        for line in cell.code.lines {
          guard let name = line.text.boundName, !declared.contains(name) else { continue }
          for inline in expressions where inline.source.reads(name) {
            diagnostics.append(
              Diagnostic(
                "used-before-declared",
                "'\(name)' is used before the cell that declares it, in line \(line.start.line)",
                at: lesson.file.location(inline.range)
              )
            )
          }
          declared.insert(name)
        }
      }
    }
    return diagnostics
  }
}

extension String {
  /// The name that a line at the left edge binds.
  fileprivate var boundName: Substring? {
    guard hasPrefix("let ") || hasPrefix("var ") else { return nil }
    let name = dropFirst(4).drop { $0 == " " }.prefix { $0.isWordCharacter }
    return name.isEmpty ? nil : name
  }

  /// Whether the name is read: not as a member, a label, or the parameter of a closure.
  fileprivate func reads(_ name: Substring) -> Bool {
    guard holds(name) else { return false }
    var rest = self[...]
    var isParameter = false
    var isRead = false
    while let range = rest.firstRange(of: name) {
      let before = rest[..<range.lowerBound].last
      let after = rest[range.upperBound...]
      let isWord = ![before, after.first].contains { $0?.isWordCharacter ?? false }
      let following = after.drop { $0 == " " }
      if isWord, following.hasPrefix("in ") || following.hasPrefix(",") && before == "{" {
        isParameter = true
      }
      isRead = isRead || (isWord && before != "." && following.first != ":")
      rest = after
    }
    return isRead && !isParameter
  }
}

extension Character {
  fileprivate var isWordCharacter: Bool { isLetter || isNumber || self == "_" }
}
