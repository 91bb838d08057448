import Lessons
private import Markdown
import SwiftReading

/// Code that reports what the compiler's transform does not: names that a statement binds together, what a
/// comment states, what a statement prints.
///
/// A probe is on lines of its own, so that the author's text stays in its place. Probes that the compiler
/// rejects are left out of the program.
struct Probe: Sendable {
  /// Unique among the probes of its lesson.
  let identifier: Int
  /// Where in the unit's code it belongs, in UTF-8 bytes.
  let offset: Int
  let code: String

  /// The maximum number of probes in one unit.
  private static let limit = 10_000

  /// The same probe under another identifier.
  func identified(by identifier: Int) -> Probe {
    Probe(identifier: identifier, offset: offset, code: code)
  }

  /// The probes of a unit, in the order of the code.
  ///
  /// Complexity: O(n log n) in the number of its statements and comments.
  static func probes(of code: UnitCode, unit: Int) -> [Probe] {
    let source = code.source
    var found = bindings(of: code) { name, isNested in
      call(reading: name.text, at: name.range, of: code, isNested: isNested)
    }
    let printed = Set(code.promises.filter { !$0.isStated }.compactMap(\.statement))
    source.visitRunStatements { statement, body in
      // Top-level output before such a statement is not the statement's own.
      if !printed.isEmpty, body.kind == .file || printed.contains(statement.range) {
        found.append((statement.range.lowerBound, mark(statement, code, isEnd: false)))
        found.append((statement.range.upperBound, mark(statement, code, isEnd: true)))
      }
    }
    for promise in code.promises {
      guard case .stated(let expression) = promise.form, source.mayState(at: promise.range) else {
        continue
      }
      let place = arguments(of: promise.range, code)
      let text = source.text(in: expression)
      found.append((promise.range.upperBound, "__lessonStates(\(place)) { \(text) }"))
    }
    return numbered(found, unit)
  }

  /// The probes of a page's program: the names that a statement binds together, reported as the compiler's
  /// transform reports others.
  static func pageProbes(of code: UnitCode, unit: Int) -> [Probe] {
    let found = bindings(of: code) { name, isNested in
      let (start, end) = (name.range.lowerBound, name.range.upperBound)
      let place = [
        code.lineNumber(of: start), code.lineNumber(of: end), code.column(of: start),
        code.column(of: end),
      ].map(String.init).joined(separator: ", ")
      return (isNested ? "let _: Void = " : "")
        + "__pageSends(__builtin_log_with_id(\(name.text), \"\", 0, \(place), 0, 0))"
    }
    return numbered(found, unit)
  }

  /// Reports of the names that statements bind together, each behind its statement.
  private static func bindings(
    of code: UnitCode,
    report: (SwiftSource.BoundName, _ isNested: Bool) -> String
  ) -> [(offset: Int, code: String)] {
    var found: [(offset: Int, code: String)] = []
    code.source.visitRunStatements { statement, body in
      let names = code.source.boundNames(of: statement).filter { $0.initializer != nil }
      guard names.count > 1 || names.contains(where: \.isInTuple), body.kind != .function else {
        return
      }
      let calls = names.filter { $0.text != "_" }.map { report($0, body.kind == .closure) }
      found.append((statement.range.upperBound, calls.joined(separator: "\n")))
    }
    return found
  }

  /// Some reports as probes, in the order of the code.
  private static func numbered(_ found: [(offset: Int, code: String)], _ unit: Int) -> [Probe] {
    let ordered = found.enumerated()
      .sorted { ($0.element.offset, $0.offset) < ($1.element.offset, $1.offset) }
      .map(\.element)
    return ordered.prefix(limit).enumerated().map { index, probe in
      Probe(identifier: unit * limit + index, offset: probe.offset, code: probe.code)
    }
  }

  private static func call(
    reading name: String,
    at range: Range<Int>,
    of code: UnitCode,
    isNested: Bool
  ) -> String {
    // In a result builder, a call would be a component; a binding is not.
    let binding = isNested ? "let _: Void = " : ""
    let literal = name.replacing("`", with: "")
    return "\(binding)__lessonBinds(\(name), \"\(literal)\", \(arguments(of: range, code)))"
  }

  private static func mark(_ statement: SwiftStatement, _ code: UnitCode, isEnd: Bool) -> String {
    let start = statement.range.lowerBound
    return "__lessonPrints(\(code.lineNumber(of: start)), \(code.column(of: start)), \(isEnd))"
  }

  /// A place as arguments for the runtime, with line numbers of the file.
  private static func arguments(of range: Range<Int>, _ code: UnitCode) -> String {
    [
      code.lineNumber(of: range.lowerBound), code.column(of: range.lowerBound),
      code.lineNumber(of: range.upperBound), code.column(of: range.upperBound),
    ].map(String.init).joined(separator: ", ")
  }
}

extension SwiftBody.Kind {
  /// Whether its statements run in sequence, so that another can be inserted between two.
  fileprivate var runsStatements: Bool {
    switch self {
    case .file, .block, .closure, .function, .cases: true
    case .expressionBranch, .type, .accessors: false
    }
  }
}

extension SwiftSource {
  /// Visits the statements between which others may be put.
  fileprivate func visitRunStatements(_ visit: (SwiftStatement, SwiftBody) -> Void) {
    let interpolations = interpolations
    self.visit { statement, body in
      guard body.kind.runsStatements,
        !interpolations.contains(where: { $0.contains(statement.range.lowerBound) })
      else { return }
      visit(statement, body)
    }
  }

  /// The interpolations of its string literals, including nested ones.
  fileprivate var interpolations: [Range<Int>] {
    var open: [Int] = []
    var found: [Range<Int>] = []
    for token in tokens {
      if token.kind == .interpolationStart { open.append(token.range.lowerBound) }
      if token.kind == .interpolationEnd, let start = open.popLast() {
        found.append(start..<token.range.upperBound)
      }
    }
    return found
  }

  /// Whether a comment is between top-level statements or in a block there: an additional statement changes
  /// nothing there, as it would in a single-expression closure.
  fileprivate func mayState(at comment: Range<Int>) -> Bool {
    let bodies = bodies(around: comment.lowerBound)
    return bodies.allSatisfy { $0.kind == .file || $0.kind == .block || $0.kind == .cases }
      && !(bodies.last?.statements.contains {
        $0.range.lowerBound < comment.lowerBound && comment.lowerBound < $0.range.upperBound
      } ?? false)
      && (bodies.last?.kind != .cases || statement(before: comment.lowerBound) != nil)
  }
}
