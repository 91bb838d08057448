import Diagnostics
import Lessons
private import Markdown
import SwiftReading

/// What became of a candidate.
struct ExampleAttempt: Sendable {
  let candidate: ExampleCandidate
  let errors: [CompilerOutput.Message]
  /// Whether the compiler was to take all the steps that an expression may need.
  let hadAllPatience: Bool

  var isAccepted: Bool { errors.isEmpty }
  /// The names that something else may declare, members included.
  var missing: [String] { errors.compactMap(\.missingName) }
  /// Whether the compiler gave up on an expression.
  var isTooComplex: Bool { errors.contains { $0.name == CompilerMessageNames.tooComplex } }

  /// Whether an error may be about where the code was put, or about a name that the code itself declares.
  var isAboutPlace: Bool {
    let words =
      /(?i)scope|local|nested|within|inside|before|top.level|global|extension|attribute|modifier|only (?:valid|allowed)|not allowed|declar|protocol|captur|isolat|actor|sendab|data race|macro|expected/
    return !missing.isEmpty || errors.contains { $0.diagnostic.message.contains(words) }
  }

  /// The errors about names that are declared nowhere.
  private var unknown: [CompilerOutput.Message] {
    errors.filter { CompilerMessageNames.outOfScope.contains($0.name) }
  }

  /// Whether it uses names that are declared nowhere.
  fileprivate var lacksContext: Bool { !unknown.isEmpty }

  /// Whether its imports declare a name twice: they are not those that the example means.
  private var isAmbiguous: Bool {
    errors.contains { $0.diagnostic.message.contains(" is ambiguous") }
  }

  /// Attempts with fewer unknown names are nearer to a program, and so are simpler ones. A missing member weighs
  /// less than an unknown name: it is missing in what is known.
  private var rank: (Int, Int, Int, Int, Int) {
    (
      isAmbiguous ? 1 : 0, unknown.count, missing.count, candidate.units.count > 1 ? 1 : 0,
      errors.count
    )
  }

  /// The attempt that is nearest to a program.
  static func best(of attempts: [ExampleAttempt]) -> ExampleAttempt? {
    attempts.min { $0.rank < $1.rank }
  }
}

/// The verdict on an example of which no candidate compiles.
struct ExampleRefusal {
  let subject: ExampleSubject
  /// All attempts, in order.
  let attempts: [ExampleAttempt]

  var verdict: ExampleVerdict {
    let example = subject.example
    if attempts.contains(where: failsAsStated) {
      return .compiles(without: example.failures.map(\.confirmed))
    }
    let sound = attempts.filter { !$0.isTooComplex }
    guard let best = ExampleAttempt.best(of: sound), attempts.last?.isTooComplex == false else {
      if attempts.contains(where: \.lacksContext) { return .omitted(.context, nil) }
      return .omitted(example.isLabelled ? .tooComplex : .notSwift, nil)
    }
    let reasons = best.errors.map(\.diagnostic.message.withoutExampleNames).joined(separator: "; ")
    if !example.isLabelled, best.errors.contains(where: \.isAboutSyntax) {
      return .omitted(.notSwift, reasons)
    }
    if best.lacksContext || subject.source.isCollection { return .omitted(.context, reasons) }
    let own = best.errors.filter { subject.cell.contains($0.diagnostic) }
    if !own.isEmpty,
      own.allSatisfy({ subject.contradictsEarlier($0, in: best.candidate) })
    {
      return .omitted(.context, reasons)
    }
    // Nobody wrote the type around the declarations.
    let isAboutOwner = best.errors.contains {
      $0.diagnostic.message.withoutExampleNames != $0.diagnostic.message
    }
    if example.form == .members || isAboutOwner { return .omitted(.members, reasons) }
    if example.hasElidedComment { return .omitted(.elided, reasons) }
    let path = best.candidate.path(of: subject.lesson)
    let ofPrelude = best.errors.filter { $0.path != nil && $0.path != path }
    if !ofPrelude.isEmpty { return .refused(ofPrelude.map(\.diagnostic)) }
    if !own.isEmpty { return .refused(firstOfEachStatement(own)) }
    // Only an earlier example, which has a report of its own, or the code around the example is at fault.
    let isElsewhere = best.errors.allSatisfy { $0.path != nil || $0.isAboutGlue }
    return isElsewhere ? .omitted(.context, reasons) : .refused(best.errors.map(\.diagnostic))
  }

  /// Whether a candidate with all that is said to fail fails there and nowhere else.
  private func failsAsStated(_ attempt: ExampleAttempt) -> Bool {
    guard attempt.candidate.failures == .all else { return false }
    return attempt.errors.allSatisfy { error in
      guard let offset = offset(of: error.diagnostic) else { return false }
      return subject.example.failures.contains { $0.statement.contains(offset) }
    }
  }

  /// Where in the example's code an error is.
  private func offset(of error: Diagnostic) -> Int? {
    let code = subject.cell.swift
    guard let start = error.location?.range.start, let first = code.lines.first?.start.line else {
      return nil
    }
    return code.offset(line: start.line - first, column: start.column)
  }

  /// The first error of each statement: the others mostly follow from it.
  private func firstOfEachStatement(_ errors: [CompilerOutput.Message]) -> [Diagnostic] {
    let code = subject.cell.swift
    let sorted = errors.sorted { $0.diagnostic < $1.diagnostic }
    // Behind code that cannot be read, nothing is certain.
    if let first = sorted.first(where: \.isAboutSyntax) { return [first.diagnostic] }
    var seen: Set<Int> = []
    let firsts = sorted.map(\.diagnostic).filter { error in
      guard let offset = offset(of: error),
        let statement = code.source.statements.lastIndex(where: { $0.range.lowerBound <= offset })
      else { return seen.insert(-1).inserted }
      return seen.insert(statement).inserted
    }
    // The same fault in many statements is one fault.
    var found: [Diagnostic] = []
    for fault in firsts {
      guard let same = found.firstIndex(where: { $0.message == fault.message }) else {
        found.append(fault)
        continue
      }
      found[same] = found[same].adding([Diagnostic.Note("here as well", at: fault.location)])
    }
    return found
  }
}

extension CompilerOutput.Message {
  /// Whether it is about how the code is written, before what it means.
  fileprivate var isAboutSyntax: Bool {
    ["expected_", "lex_", "statement_same_line", "extra_r"].contains { name.hasPrefix($0) }
  }
}

extension String {
  /// The text without the names of the functions and types that examples are put into.
  fileprivate var withoutExampleNames: String {
    replacing(/(?:(?:class|struct|enum)\ )?'__example_[0-9]+'/, with: "this type")
  }
}

extension SwiftSource {
  /// Whether it is a collection alone, which takes its type from what it is for.
  fileprivate var isCollection: Bool {
    statements.count == 1 && statements[0].kind == .expression
      && text(of: tokens[statements[0].tokens.lowerBound]) == "["
  }
}
