import SwiftReading

/// A statement that does not compile, or stops its program, as its author says in a comment behind it:
/// `x = 2 // error: cannot assign to value`.
package struct ExpectedFailure: Sendable {
  package enum Kind: String, Sendable {
    case compilation, run
  }

  /// An expected failure that did happen.
  package struct Confirmed: Sendable, Equatable {
    package let kind: Kind
    /// The first line of the statement in the code, from 0.
    package let line: Int
  }

  package let kind: Kind
  /// The statement, in UTF-8 bytes of the code.
  package let statement: Range<Int>
  /// What it is once it has happened.
  package let confirmed: Confirmed
  /// Whether the comment can mean nothing else: a mere `// Error` may be a remark.
  package let isCertain: Bool

  /// The expected failures in some code, in order.
  ///
  /// Complexity: O(c·n) for c comments and n statements.
  static func failures(in source: SwiftSource) -> [ExpectedFailure] {
    var found: [ExpectedFailure] = []
    for token in source.tokens where token.kind.isComment {
      guard let mark = mark(source.text(of: token)),
        let statement = source.statement(before: token.range.lowerBound),
        // Far above a comment, nothing is meant by it.
        source.line(of: token.range.lowerBound) - source.line(of: statement.range.upperBound - 1)
          <= 1,
        found.last?.statement != statement.range
      else { continue }
      found.append(
        ExpectedFailure(
          kind: mark.kind,
          statement: statement.range,
          confirmed: Confirmed(
            kind: mark.kind,
            line: source.line(of: statement.range.lowerBound)
          ),
          isCertain: mark.isCertain
        )
      )
    }
    return found
  }

  private static func mark(_ comment: String) -> (kind: Kind, isCertain: Bool)? {
    // Compilers point at code with signs such as `` `- error: ``.
    let text = comment.drop { "/* \t`|^~-".contains($0) }.lowercased()
    // Most comments are about something else, and regular expressions are slow.
    if stops.contains(where: text.contains), text.prefixMatch(of: stop) != nil {
      return (.run, text.contains("error"))
    }
    if text.contains("error"), text.prefixMatch(of: error) != nil {
      return (.compilation, text.contains("compil"))
    }
    if text.contains("compile"), text.prefixMatch(of: refusal) != nil {
      return (.compilation, true)
    }
    return text.first.map { "❌✗✘🛑⛔🚫".contains($0) } == true ? (.compilation, false) : nil
  }

  // Each is compiled once; matching does not change it.
  private static let stops = ["error", "trap", "crash"]
  nonisolated(unsafe) private static let stop =
    /(?:❌\s*)?(?:(?:this|it)\s+(?:line\s+)?)?(?:will\s+|would\s+)?(?:(?:causes?|triggers?|raises?|is)\s+an?\s+)?(?:run-?\s?time\s+error|fatal\s+error|traps?\b|crash(?:es)?\b)/
  nonisolated(unsafe) private static let error =
    /(?:❌\s*)?(?:(?:this|these|it|the)\s+)?(?:(?:line|call|code|assignment|statement|following)s?\s+)?(?:(?:will|would)\s+)?(?:(?:is|causes?|reports?|triggers?|produces?|gives?|raises?|generates?|results?\s+in)\s+(?:an?\s+)?)?(?:(?:compile|compiler|compile-?\s?time|compilation|type|syntax)\s+)?error(?:\s*[:.!(—-]|\s*$)/
  nonisolated(unsafe) private static let refusal =
    /(?:❌\s*)?.{0,40}?(?:will\s+not|won['’]t|does\s+not|doesn['’]t|would\s+not|wouldn['’]t|cannot|can['’]t|fails\s+to)\s+compile\b/
}
