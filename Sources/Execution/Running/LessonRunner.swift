import Basics
import Caching
import Diagnostics
import Foundation
import Lessons
private import Markdown

/// Compiles a lesson's programs and runs them.
struct LessonRunner: Sendable {
  let driver: CompilerDriver
  let linker: ModuleLinker
  let checks: TypeChecks
  let settings: RequestedSettings
  /// Runs the programs, and keeps what they leave behind.
  let execution: ProgramExecution
  /// Whether to run programs twice if their results are shown.
  let runsTwice: Bool

  private var limits: RunLimits { execution.limits }
  var notes: RunNotes { execution.notes }

  /// Carries out a plan.
  ///
  /// - Returns: a result for each of the plan's result units, and the diagnostics.
  /// - Throws: `DiagnosticError` with faults that leave no result; a different error if the tool itself
  ///   fails.
  func run(
    _ plan: ProgramPlan,
    of lesson: Lesson,
    imports: [String]
  ) async throws -> (results: [UnitResult], diagnostics: [Diagnostic]) {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let builder = ProgramBuilder(
      compiler: LessonCompiler(driver: driver, linker: linker, folder: folder),
      checks: checks,
      lesson: lesson,
      imports: imports,
      settings: settings
    )
    let program = builder.compiler.executable
    switch plan.goal {
    case .results:
      return try await results(of: plan, lesson, builder, in: folder)
    case .compiles:
      let check = try await builder.check(plan)
      let errors = check.target.map(\.diagnostic).filter { $0.severity == .error }
      if !errors.isEmpty { throw DiagnosticError(errors) }
      var typed = await builder.typed(UnitResult(), targetOf: plan, in: check.program)
      let target = plan.target(lesson)
      typed.diagnostics += check.warnings.filter { target.contains($0) }
      return typed
    case .isRejected:
      let check = try await builder.check(plan)
      let result = try rejection(of: plan, lesson, check.target.map(\.diagnostic))
      return await builder.typed(result, targetOf: plan, in: check.program)
    case .traps:
      let build = try await builder.build(plan)
      notes.add(build.program.settings)
      guard !build.refused.units.contains(plan.units[plan.units.count - 1]) else {
        throw DiagnosticError(build.refused.diagnostics(in: lesson))
      }
      let run = try await execution.run(program, units: plan.units.count, in: folder)
      let result = try trap(of: plan, lesson, run)
      return await builder.typed(result, targetOf: plan, in: build.program)
    }
  }

  /// Runs the program of a plan, and returns what its units show.
  private func results(
    of plan: ProgramPlan,
    _ lesson: Lesson,
    _ builder: ProgramBuilder,
    in folder: TemporaryFolder
  ) async throws -> (results: [UnitResult], diagnostics: [Diagnostic]) {
    let program = builder.compiler.executable
    let build = try await builder.build(plan)
    notes.add(build.program.settings)
    async let typesKnown = builder.types(in: build.program)
    var run = try await execution.run(program, units: plan.units.count, in: folder)
    let types = await typesKnown
    if !run.isComplete { run = try await traced(run, of: plan, builder, in: folder) }
    var (results, faults) = results(of: plan, without: build.refused.units, lesson, run)
    for (index, unit) in plan.units.enumerated() {
      results[index].types = types.byUnit[unit] ?? CodeTypes()
    }
    if let reach = builder.reach(of: results, plan, in: build.program) { notes.add(reach) }
    if runsTwice, !faults.contains(where: { $0.severity == .error }) {
      try await ProgramExecution.untilNextSecond()
      let again = try await execution.run(program, units: plan.units.count, in: folder)
      notes.add(
        again: self.results(of: plan, without: build.refused.units, lesson, again).results
      )
    }
    let explainer = ClaimExplainer(lesson: lesson)
    let explained = await explainer.explained(faults) { probes in
      _ = try await builder.build(plan, questions: probes)
      let units = plan.units.count + probes.count
      return try await execution.run(program, units: units, in: folder).records
    }
    return (
      results, build.refused.diagnostics(in: lesson) + build.warnings + explained + types.warnings
    )
  }

  // MARK: Running

  /// Adds the statements that were running to a run that was stopped: the program runs again with tracing,
  /// which is not worth the time for a program that finishes.
  private func traced(
    _ run: ProgramRun,
    of plan: ProgramPlan,
    _ builder: ProgramBuilder,
    in folder: TemporaryFolder
  ) async throws -> ProgramRun {
    _ = try await builder.build(plan, isTraced: true)
    let program = builder.compiler.executable
    return run.traced(by: try await execution.run(program, units: plan.units.count, in: folder))
  }

  private func fault(_ run: ProgramRun, _ plan: ProgramPlan, _ lesson: Lesson) -> RunFault {
    let last = run.records.units.last?.index ?? plan.units.first
    return RunFault(
      lesson: lesson,
      unit: last,
      ending: run.ending,
      errors: run.errors.end,
      trace: run.trace,
      limits: limits
    )
  }

  // MARK: Results

  /// The results of a plan's units, as far as the program got, and the faults found.
  private func results(
    of plan: ProgramPlan,
    without refused: Set<Int>,
    _ lesson: Lesson,
    _ run: ProgramRun
  ) -> (results: [UnitResult], faults: [Diagnostic]) {
    var faults = run.records.failures.map { $0.diagnostic(in: lesson.file) }
    faults += StrayOutput(run.records, of: lesson).diagnostics
    if !run.isComplete {
      let fault = fault(run, plan, lesson).diagnostic
      // The error that `#require` throws only repeats the failed expectation.
      if run.records.failures.isEmpty || !FailedExpectation.isTold(by: fault.message) {
        faults.append(fault)
      }
    }
    let results = run.results(of: lesson)
    faults += plan.units.compactMap { index in
      results[index]?.lastValue.flatMap {
        lesson.units[index].displayFault($0, in: lesson.file, limits.output)
      }
    }
    faults += plan.units.compactMap { index in
      results[index].flatMap { lesson.units[index].fault($0.lastValue, in: lesson.file) }
    }
    return (plan.units.map { results[$0] ?? UnitResult(ending: .missing) }, faults)
  }

  /// The result of a cell that must not compile; errors in earlier code are reported by that code's program.
  private func rejection(
    of plan: ProgramPlan,
    _ lesson: Lesson,
    _ said: [Diagnostic]
  ) throws -> UnitResult {
    let target = plan.target(lesson)
    let messages = target.messages(from: said)
    if messages.contains(where: { $0.severity == "error" }) {
      return UnitResult(ending: .rejected(messages))
    }
    guard said.contains(where: { $0.severity == .error }) else {
      throw DiagnosticError(
        Diagnostic(
          "cell-compiles",
          "this cell compiles, though it is marked 'fails'",
          at: target.location(in: lesson.file),
          notes: [Diagnostic.Note("remove 'fails', or write what the compiler is to refuse")]
        )
      )
    }
    return UnitResult(ending: .rejected([]))
  }

  private func trap(of plan: ProgramPlan, _ lesson: Lesson, _ run: ProgramRun) throws -> UnitResult
  {
    let fault = fault(run, plan, lesson)
    guard fault.unit == plan.units.last else { return UnitResult(ending: .trapped("")) }
    guard run.records.end == nil else {
      throw DiagnosticError(
        Diagnostic(
          "cell-does-not-trap",
          "this cell runs to its end, though it is marked 'traps'",
          at: plan.target(lesson).location(in: lesson.file),
          notes: [Diagnostic.Note("remove 'traps', or write what is to stop the program")]
        )
      )
    }
    guard var reason = fault.trapReason else { throw DiagnosticError(fault.diagnostic) }
    if FailedExpectation.isTold(by: reason), let failure = run.records.failures.last {
      reason = failure.message
    }
    let last = run.records.units.count - 1
    return UnitResult(
      printed: run.printed(byUnitAt: last),
      errors: run.errors(byUnitAt: last),
      ending: .trapped(PrintedText.visible(reason))
    )
  }
}

extension ProgramBuilder {
  /// The result of the unit that a plan is about, with its types.
  fileprivate func typed(
    _ result: UnitResult,
    targetOf plan: ProgramPlan,
    in program: TangledProgram
  ) async -> (results: [UnitResult], diagnostics: [Diagnostic]) {
    let types = await types(in: program)
    var result = result
    result.types = plan.units.last.flatMap { types.byUnit[$0] } ?? CodeTypes()
    return ([result], types.warnings)
  }
}

extension ProgramPlan {
  /// The unit that the plan is about, if it is about one.
  fileprivate func target(_ lesson: Lesson) -> LessonUnit {
    lesson.units[units[units.count - 1]]
  }
}
