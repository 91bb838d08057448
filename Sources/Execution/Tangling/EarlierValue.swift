import Lessons
import SwiftReading

/// The value of a variable that is redeclared and computed from its earlier value, as in `let names =
/// names.sorted()`: in a new module the name refers to the new variable, even in its own initializer. So the
/// initializer becomes a closure that captures the earlier value under that name.
enum EarlierValue {
  /// - Parameters:
  ///   - code: the code of a unit.
  ///   - variables: the variables declared before it, each with the code that reads it.
  /// - Returns: one for each piece of code that reads what it replaces.
  static func enclosures(
    in code: UnitCode,
    declaredBefore variables: [String: String]
  ) -> [Enclosure] {
    guard !variables.isEmpty else { return [] }
    let source = code.source
    return source.statements.flatMap { statement -> [Enclosure] in
      guard !statement.bodies.contains(where: { $0.kind == .accessors }) else { return [] }
      let names = source.boundNames(of: statement)
      var ranges: [Range<Int>] = []
      for range in names.compactMap(\.initializer) where ranges.last != range {
        ranges.append(range)
      }
      return ranges.compactMap { range in
        // Names before it in the statement are already redeclared.
        let own = names.filter {
          $0.range.lowerBound >= range.upperBound || $0.initializer == range
        }
        let earlier = Set(own.map(\.text.withoutBackticks)).filter { variables[$0] != nil }
        let tokens = source.tokens(in: range)
        let captures = source.read(earlier, in: tokens).sorted().compactMap { name in
          variables[name].map { "\(name.inBackticks) = \($0)" }
        }
        guard !captures.isEmpty else { return nil }
        let opening = " \(source.effects(in: tokens)){ [\(captures.joined(separator: ", "))] in"
        return Enclosure(range: range, opening: opening, closing: "}()")
      }
    }
  }
}

extension SwiftSource {
  /// The tokens in a range of the text.
  fileprivate func tokens(in range: Range<Int>) -> Range<Int> {
    let start = tokens.firstIndex { $0.range.lowerBound >= range.lowerBound } ?? tokens.count
    let end = tokens[start...].firstIndex { $0.range.upperBound > range.upperBound } ?? tokens.count
    return start..<end
  }

  /// `try`, `await` or both, if an expression contains them outside of closures.
  fileprivate func effects(in range: Range<Int>) -> String {
    var depth = 0
    var (tries, waits) = (false, false)
    for index in range {
      switch text(of: tokens[index]) {
      case "{": depth += 1
      case "}": depth -= 1
      case "try" where depth == 0:
        let next = index + 1 < range.upperBound ? text(of: tokens[index + 1]) : ""
        tries = tries || (next != "?" && next != "!")
      case "await" where depth == 0: waits = waits || tokens[index].kind == .identifier
      default: continue
      }
    }
    return (tries ? "try " : "") + (waits ? "await " : "")
  }
}
