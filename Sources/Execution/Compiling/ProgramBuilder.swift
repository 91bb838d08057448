import Basics
import Diagnostics
import Foundation
import Lessons
private import Markdown
import SwiftReading

/// Builds the program of a plan from the code that the compiler accepts: finds where names are redeclared,
/// which isolation the lesson was written for, and what has to be left out.
struct ProgramBuilder: Sendable {
  let compiler: LessonCompiler
  let checks: TypeChecks
  let lesson: Lesson
  let imports: [String]
  let settings: RequestedSettings

  /// The result of building a program.
  struct Build {
    let program: TangledProgram
    /// The code that is left out of the program.
    let refused: RefusedUnits
    /// The compiler's warnings about the rest.
    let warnings: [Diagnostic]
    /// The compiler's messages about the unit that a plan is about, if that unit need not compile.
    let target: [CompilerOutput.Message]

    fileprivate func refusing(_ messages: [CompilerOutput.Message]) -> Build {
      Build(program: program, refused: refused, warnings: warnings, target: messages)
    }
  }

  /// Builds the program of a plan, which runs and reports what it does.
  ///
  /// - Throws: `DiagnosticError` with the compiler's errors that belong to no unit.
  /// - Complexity: at most two compilations for each statement; one if nothing is wrong.
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

  /// Checks the program of a plan, and returns the messages about its last unit; no executable is made.
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

  /// The errors for private declarations of earlier parts that a part may not use.
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
        // `fileprivate` declarations are visible in all cells, which are one file to their author.
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

  /// Compiles the parts that are not compiled yet, up to the first that the compiler rejects.
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

  /// Tries the other isolation if the first one fails, and keeps the one that compiles more.
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
    // A cell that is expected to fail does not decide what the others were written for.
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

  /// Leaves out cells with unfinished code, which would swallow the cells that follow.
  private func refuseUnfinished(_ attempt: inout BuildAttempt, but target: Int?) async throws {
    for index in attempt.plan.units where index != target {
      let unit = lesson.units[index]
      guard unit.swift.source.isUnfinished else { continue }
      let code = TangledCode(unit.swift, path: TangledCode.path(of: lesson)).text
      let messages = try await compiler.parse(code, of: lesson)
      let errors = messages.filter { $0.diagnostic.severity == .error }.map(\.diagnostic)
      // Code that only looks unfinished is left to the compiler.
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
  /// Whether the code leaves a bracket, a literal or an expression unfinished.
  fileprivate var isUnfinished: Bool {
    guard isClosed else { return true }
    return endsInExpectation
  }
}

extension Diagnostic {
  /// The fault, placed at the unit's first line if the compiler reports no place in the unit.
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
