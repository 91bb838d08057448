import Lessons
import SwiftReading

/// The value of a variable that is declared again and made of what it was before, as in
/// `let names = names.sorted()`: in a module of its own a name is that of the new variable, also in the
/// code that makes it. So that code becomes a closure that captures the earlier value under its name.
struct EarlierValue: Sendable {
  /// The code that makes the new value, in UTF-8 bytes of the unit's.
  let range: Range<Int>
  /// What opens the closure.
  let opening: String

  static let closing = "}()"

  /// - Parameters:
  ///   - code: a unit's.
  ///   - modules: the modules that declare names before it, by name.
  /// - Returns: those of the variables that it declares outside of any body.
  static func values(in code: UnitCode, declaredIn modules: [String: String]) -> [EarlierValue] {
    let source = code.source
    return source.statements.flatMap { statement -> [EarlierValue] in
      guard !statement.bodies.contains(where: { $0.kind == .accessors }) else { return [] }
      return source.boundNames(of: statement).compactMap { name in
        guard let module = modules[name.text], let range = name.initializer, !name.isInTuple,
          source.mentions(name.text, in: range)
        else { return nil }
        let effects = source.effects(in: range)
        return EarlierValue(
          range: range,
          opening: " \(effects){ [\(name.text) = \(module).\(name.text)] in"
        )
      }
    }
  }
}

extension SwiftSource {
  /// `try`, `await` or both, as an expression begins with them.
  fileprivate func effects(in range: Range<Int>) -> String {
    let words = tokens.filter { range.contains($0.range.lowerBound) }.prefix(3).map(text)
    let isTry =
      words.first == "try" && words.dropFirst().first != "?" && words.dropFirst().first != "!"
    return (isTry ? "try " : "") + (words.prefix(2).contains("await") ? "await " : "")
  }
}
