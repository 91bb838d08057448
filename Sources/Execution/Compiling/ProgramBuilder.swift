import Basics
import Diagnostics
import Foundation
import Lessons
private import Markdown
import SwiftReading

/// Makes the program of a plan out of what the compiler takes: finds where names are declared again, which
/// isolation the lesson was written for, and what has to be left out.
struct ProgramBuilder: Sendable {
  let compiler: LessonCompiler
  let checks: TypeChecks
  let lesson: Lesson
  let imports: [String]
  let settings: RequestedSettings

  /// What making a program gave.
  struct Build {
    let program: TangledProgram
    /// The code that the program is made without.
    let refused: RefusedUnits
    /// The compiler's warnings about the rest.
    let warnings: [Diagnostic]
    /// What the compiler says of the unit that a plan is about, where it need not compile.
    let target: [CompilerOutput.Message]

    fileprivate func refusing(_ messages: [CompilerOutput.Message]) -> Build {
      Build(program: program, refused: refused, warnings: warnings, target: messages)
    }
  }

  /// Makes the program of a plan, which runs and reports what it does.
  ///
  /// - Throws: `DiagnosticError` with the compiler's errors that are in no unit.
  /// - Complexity: at most two compilations for each statement; one where nothing is wrong.
  func build(
    _ plan: ProgramPlan,
    questions: [String] = [],
    isTraced: Bool = false
  ) async throws -> Build {
    var attempt = BuildAttempt(plan, lesson, settings.first)
    attempt.choices.questions = questions
    attempt.choices.isTraced = isTraced
    try await refuseUnfinished(&attempt, but: nil)
    let build = try await complete(&attempt, target: nil)
    try await compiler.link(build.program, of: lesson)
    return build
  }

  /// The program of a plan as the compiler reads it, and what it says of its last unit; none is made.
  func check(_ plan: ProgramPlan) async throws -> Build {
    var attempt = BuildAttempt(plan, lesson, settings.first)
    attempt.choices.reports = false
    let target = plan.units[plan.units.count - 1]
    try await refuseUnfinished(&attempt, but: target)
    if lesson.units[target].swift.source.declaresMain { attempt.choices.partStarts.insert(target) }
    let build = try await complete(&attempt, target: target)
    guard plan.goal == .isRejected, build.target.isEmpty, let last = build.program.parts.last,
      last.number > 1
    else { return build }
    return build.refusing(try await inaccessible(in: last, build.program.settings, target))
  }

  /// What a part may not use of the parts before it, because it is private there.
  private func inaccessible(
    in part: ProgramPart,
    _ settings: CompilationSettings,
    _ target: Int
  ) async throws -> [CompilerOutput.Message] {
    let outcome = try await compiler.compile(
      part.underAccessControl(),
      of: lesson,
      settings,
      .nothing
    )
    return outcome.messages.filter { message in
      CompilerMessageNames.inaccessible.contains(message.name)
        // What is `fileprivate` is seen in all cells, which are one file to their author.
        && message.diagnostic.message.contains("'private'")
        && lesson.units[target].contains(message.diagnostic)
    }
  }

  // MARK: Attempts

  private func complete(_ attempt: inout BuildAttempt, target: Int?) async throws -> Build {
    var isDecided = settings.isFixed
    while true {
      let (failed, program) = try await advance(&attempt, target)
      guard let failed else {
        return Build(
          program: program,
          refused: attempt.refused,
          warnings: attempt.warnings.sorted { $0.key < $1.key }.flatMap(\.value)
            .filter { !$0.isAboutGlue && $0.diagnostic.severity == .warning }.map(\.diagnostic),
          target: []
        )
      }
      if attempt.adapt(to: failed.messages, in: lesson) { continue }
      if !isDecided {
        isDecided = true
        try await decideIsolation(&attempt, failed, target)
        continue
      }
      if let target, failed.messages.allErrors(areIn: lesson.units[target]) {
        return Build(
          program: program,
          refused: attempt.refused,
          warnings: [],
          target: failed.messages
        )
      }
      let others = target.map { target in
        failed.messages.filter { !lesson.units[target].contains($0.diagnostic) }
      }
      guard attempt.refused.refuse(others ?? failed.messages, in: attempt.plan, of: lesson) else {
        throw DiagnosticError(
          attempt.refused.diagnostics(in: lesson) + failed.messages.map(\.diagnostic)
        )
      }
      attempt.choices.omissions = attempt.refused.omissions
    }
  }

  private struct Failure {
    let part: Int
    let messages: [CompilerOutput.Message]
  }

  /// Compiles the parts that are not compiled yet, up to one that the compiler refuses.
  private func advance(
    _ attempt: inout BuildAttempt,
    _ target: Int?
  ) async throws -> (Failure?, TangledProgram) {
    let program = TangledProgram(
      attempt.plan,
      of: lesson,
      imports: imports,
      attempt.choices
    )
    for part in program.parts where attempt.compiled[part.number] != part.text {
      attempt.compiled = attempt.compiled.filter { $0.key < part.number }
      // Questions are about values, not types.
      if attempt.choices.questions.isEmpty, part.isTypeChecked {
        checks.begin([part], program.settings, in: compiler.folder.url)
      }
      if part.number == 1 { compiler.forgetIndex() }
      let isLast = part.number == program.parts.count
      let product: LessonCompiler.Product =
        attempt.choices.reports
        ? .object(isImported: !isLast, isTraced: attempt.choices.isTraced)
        : isLast ? .nothing : .module
      if attempt.choices.reports { compiler.linker.begin() }
      let outcome = try await compiler.compile(part, of: lesson, program.settings, product)
      attempt.warnings[part.number] = outcome.messages
      guard outcome.isSuccess else {
        return (Failure(part: part.number, messages: outcome.messages), program)
      }
      attempt.compiled[part.number] = part.text
    }
    return (nil, program)
  }

  /// Tries the other isolation where the first is refused, and takes the one that refuses less.
  private func decideIsolation(
    _ attempt: inout BuildAttempt,
    _ failed: Failure,
    _ target: Int?
  ) async throws {
    func errors(_ failure: Failure?) -> (part: Int, count: Int) {
      guard let failure else { return (.max, 0) }
      let errors = failure.messages.filter { message in
        message.diagnostic.severity == .error
          && !(target.map { lesson.units[$0].contains(message.diagnostic) } ?? false)
      }
      return (failure.part, errors.count)
    }
    let first = attempt.choices.settings
    // A cell that is to be refused does not decide what the others were written for.
    guard errors(failed).count > 0 else { return }
    var other = attempt
    other.begin(with: settings.other)
    var outcome = try await advance(&other, target).0
    while let failure = outcome, other.adapt(to: failure.messages, in: lesson) {
      outcome = try await advance(&other, target).0
    }
    let (a, b) = (errors(failed), errors(outcome))
    let isBetter = b.count == 0 || b.part > a.part || (b.part == a.part && b.count < a.count)
    if isBetter { attempt = other } else { attempt.begin(with: first) }
  }

  /// Leaves out the cells whose code is not whole: what they leave open would take the next ones in.
  private func refuseUnfinished(_ attempt: inout BuildAttempt, but target: Int?) async throws {
    for index in attempt.plan.units where index != target {
      let unit = lesson.units[index]
      guard unit.swift.source.isUnfinished else { continue }
      let code = TangledCode(unit.swift, path: TangledCode.path(of: lesson)).text
      let messages = try await compiler.parse(code, of: lesson)
      let errors = messages.filter { $0.diagnostic.severity == .error }.map(\.diagnostic)
      // What only looks unfinished is left to the compiler.
      guard !errors.isEmpty else { continue }
      attempt.refused.refuse(index, for: errors.map { $0.placed(in: unit, of: lesson) }, of: lesson)
    }
    attempt.choices.omissions = attempt.refused.omissions
  }
}

extension [CompilerOutput.Message] {
  fileprivate func allErrors(areIn unit: LessonUnit) -> Bool {
    allSatisfy { message in
      message.diagnostic.severity != .error || unit.contains(message.diagnostic)
        || message.diagnostic.notes.contains { $0.location.map(unit.contains) ?? false }
    }
  }
}

extension SwiftSource {
  /// Whether something in it is begun and not ended: a bracket, a literal, an expression.
  fileprivate var isUnfinished: Bool {
    guard isClosed else { return true }
    return endsInExpectation
  }
}

extension Diagnostic {
  /// The fault in a unit; at its first line if the compiler reports no place in it.
  fileprivate func placed(in unit: LessonUnit, of lesson: Lesson) -> Diagnostic {
    if let location, unit.contains(location) { return self }
    return Diagnostic(
      severity,
      identifier,
      message,
      at: unit.location(in: lesson.file),
      notes: notes
    )
  }
}
