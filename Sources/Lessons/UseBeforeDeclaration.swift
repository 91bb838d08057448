import Diagnostics
import SwiftReading

/// Inline expressions that read a name above the cell that declares it. The compiler treats a
/// program's global names as visible everywhere; read too early, they hold zeros or crash.
enum UseBeforeDeclaration {
  /// Complexity: O(n·m) for n inline expressions and m names that cells declare.
  static func diagnostics(in lesson: Lesson) -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    /// The inline expressions of the program so far, and the names that it has declared.
    var expressions: [InlineExpression] = []
    var declared: Set<String> = []
    for unit in lesson.units {
      if unit.startsProgram {
        expressions = []
        declared = []
      }
      switch unit {
      case .inline(let inline): expressions.append(inline)
      case .cell(let cell):
        guard cell.options.fate.belongsToProgram else { continue }
        let source = cell.swift.source
        for statement in source.statements where statement.kind == .declaration(.variable) {
          let line = cell.swift.lineNumber(of: statement.range.lowerBound)
          for name in source.boundNames(of: statement) where declared.insert(name.text).inserted {
            diagnostics += expressions.filter { $0.swift.source.reads(name.text) }.map { inline in
              Diagnostic(
                "used-before-declared",
                "'\(name.text)' is used before the cell that declares it, in line \(line)",
                at: lesson.file.location(inline.range)
              )
            }
          }
        }
      }
    }
    return diagnostics
  }
}
