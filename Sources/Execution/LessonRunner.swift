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
  /// Where programs run: files that they name are looked for here.
  let workingDirectory: URL
  let surroundings: LessonSurroundings
  let reads: FileReads
  let limits: RunLimits
  /// Whether a program whose results are shown runs twice.
  let runsTwice: Bool
  let notes = RunNotes()

  /// Most that is read of a program's error output.
  private static let errorLimit = 64 * 1024
  /// What a program is told that it is called, wherever it stands.
  private static let programName = "lesson"

  /// Does what a plan is for.
  ///
  /// - Returns: a result for each of the plan's result units, and what is wrong with the others.
  /// - Throws: `DiagnosticError` with faults that leave no result; another error if the tool could
  ///   not work.
  func run(
    _ plan: ProgramPlan,
    of lesson: Lesson,
    imports: [String]
  ) async throws -> (results: [UnitResult], diagnostics: [Diagnostic]) {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let compiler = LessonCompiler(
      driver: driver,
      linker: linker,
      checks: checks,
      folder: folder
    )
    switch plan.goal {
    case .results:
      let build = try await compiler.build(plan, of: lesson, imports: imports)
      async let typesKnown = compiler.types(in: build.program, of: lesson)
      let run = try await execute(compiler.executable, units: plan.units.count, in: folder)
      var (results, faults) = results(of: plan, without: build.refused.units, lesson, run)
      let types = await typesKnown
      for (index, unit) in plan.units.enumerated() {
        results[index].types = types.byUnit[unit] ?? CodeTypes()
      }
      if runsTwice, faults.isEmpty {
        try await Self.untilNextSecond()
        let again = try await execute(compiler.executable, units: plan.units.count, in: folder)
        notes.add(
          again: self.results(of: plan, without: build.refused.units, lesson, again).results
        )
      }
      let explainer = ClaimExplainer(lesson: lesson)
      let explained = await explainer.explained(faults) { probes in
        _ = try await compiler.build(plan, of: lesson, imports: imports, probes: probes)
        let units = plan.units.count + probes.count
        return try await execute(compiler.executable, units: units, in: folder).records
      }
      return (results, build.diagnostics + explained + types.warnings)
    case .compiles:
      let (program, said) = try await compiler.check(plan, of: lesson, imports: imports)
      let errors = said.filter { $0.severity == .error && plan.target(lesson).contains($0) }
      if !errors.isEmpty { throw DiagnosticError(errors) }
      return await compiler.typed(UnitResult(), targetOf: plan, in: program, lesson)
    case .isRejected:
      let (program, said) = try await compiler.check(plan, of: lesson, imports: imports)
      let result = try rejection(of: plan, lesson, said)
      return await compiler.typed(result, targetOf: plan, in: program, lesson)
    case .traps:
      let build = try await compiler.build(plan, of: lesson, imports: imports)
      guard !build.refused.units.contains(plan.units[plan.units.count - 1]) else {
        throw DiagnosticError(build.refused.diagnostics)
      }
      let run = try await execute(compiler.executable, units: plan.units.count, in: folder)
      let result = try trap(of: plan, lesson, run)
      return await compiler.typed(result, targetOf: plan, in: build.program, lesson)
    }
  }

  // MARK: Running

  /// What a run left behind.
  private struct Run {
    let ending: ChildProcess.Ending
    let records: RunRecords
    let printed: Data
    let errors: String
    /// The last line that computed a value; 0 where none did.
    let lastLine: Int

    /// What a unit printed, up to the next one or to the end of the run.
    func printed(byUnitAt position: Int) -> String {
      let units = records.units
      let start = units[position].printedFrom
      let end =
        position + 1 < units.count
        ? units[position + 1].printedFrom : records.end ?? printed.count
      return String(decoding: printed.dropFirst(start).prefix(max(0, end - start)), as: UTF8.self)
    }
  }

  private func execute(
    _ program: URL,
    units: Int,
    in folder: TemporaryFolder
  ) async throws -> Run {
    var limits = limits
    limits.output = limits.output.map { $0 * units }
    let records = folder.url.appending(path: "records")
    try Data().writeUnsynced(to: records)
    let lastLine = folder.url.appending(path: "last-line")
    try Data(count: MemoryLayout<Int>.size).writeUnsynced(to: lastLine)
    // Folders of the program's own, which no other run has.
    let own = try TemporaryFolder()
    defer { own.remove() }
    let process = ChildProcess(
      executable: program,
      arguments: [],
      workingDirectory: workingDirectory,
      environment: try await environment(in: own, records: records, lastLine: lastLine, of: folder),
      name: Self.programName,
      limits: limits
    )
    let ending = try await process.run(
      output: folder.url.appending(path: "printed"),
      errors: folder.url.appending(path: "errors")
    )
    notes.add(NotedFiles(folder.bytes(of: Self.noteFile), in: workingDirectory))
    let errors = folder.bytes(of: "errors").prefix(Self.errorLimit)
    return Run(
      ending: ending,
      records: RunRecords(folder.text(of: "records")),
      printed: folder.bytes(of: "printed"),
      errors: String(decoding: errors, as: UTF8.self),
      lastLine: folder.bytes(of: "last-line").withUnsafeBytes { $0.loadUnaligned(as: Int.self) }
    )
  }

  private func fault(_ run: Run, _ plan: ProgramPlan, _ lesson: Lesson) -> RunFault {
    let last = run.records.units.last?.index ?? plan.units.first
    return RunFault(
      lesson: lesson,
      unit: last,
      ending: run.ending,
      errors: run.errors,
      lastLine: run.lastLine,
      limits: limits
    )
  }

  // MARK: Results

  /// What the units of a plan showed, as far as the program came, and what is wrong with them.
  private func results(
    of plan: ProgramPlan,
    without refused: Set<Int>,
    _ lesson: Lesson,
    _ run: Run
  ) -> (results: [UnitResult], faults: [Diagnostic]) {
    var reached = run.records.units.enumerated().filter {
      lesson.units.indices.contains($0.element.index)
    }
    var faults: [Diagnostic] = []
    if run.ending != .exited(0) || run.records.end == nil {
      faults.append(fault(run, plan, lesson).diagnostic)
      // The unit that the program stopped in has none of its results.
      reached = reached.dropLast()
    }
    var results: [Int: UnitResult] = [:]
    for (position, unit) in reached {
      results[unit.index] = UnitResult(
        values: lesson.units[unit.index].ownValues(of: unit),
        printed: run.printed(byUnitAt: position)
      )
    }
    faults += plan.units.compactMap { index in
      results[index].flatMap { lesson.units[index].fault($0.lastValue, in: lesson.file) }
    }
    return (plan.units.map { results[$0] ?? UnitResult(ending: .missing) }, faults)
  }

  /// Errors in what comes before the cell are told by the program that it belongs to.
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

  private func trap(of plan: ProgramPlan, _ lesson: Lesson, _ run: Run) throws -> UnitResult {
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
    guard let reason = fault.trapReason else { throw DiagnosticError(fault.diagnostic) }
    let last = run.records.units.count - 1
    return UnitResult(printed: run.printed(byUnitAt: last), ending: .trapped(reason))
  }
}

extension LessonCompiler {
  /// A result of the unit that a plan is about, with the types in it.
  fileprivate func typed(
    _ result: UnitResult,
    targetOf plan: ProgramPlan,
    in program: TangledProgram,
    _ lesson: Lesson
  ) async -> (results: [UnitResult], diagnostics: [Diagnostic]) {
    let types = await types(in: program, of: lesson)
    var result = result
    result.types = plan.units.last.flatMap { types.byUnit[$0] } ?? CodeTypes()
    return ([result], types.warnings)
  }
}

extension ProgramPlan {
  /// The unit that the plan is about, where it is about one.
  fileprivate func target(_ lesson: Lesson) -> LessonUnit {
    lesson.units[units[units.count - 1]]
  }
}

extension LessonUnit {
  /// The first line of its code.
  func location(in file: SourceFile) -> Diagnostic.Location {
    lines.map { file.location(line: $0.lowerBound) } ?? Diagnostic.Location(file: file.path)
  }

  /// What is wrong with its last value: an inline expression must have one, a claim must be true.
  fileprivate func fault(_ value: ObservedValue?, in file: SourceFile) -> Diagnostic? {
    switch self {
    case .inline(let inline):
      guard value == nil else { return nil }
      return Diagnostic(
        "inline-without-value",
        "this expression has no value to show",
        at: file.location(inline.range)
      )
    case .cell(let cell):
      guard cell.options.fate == .claims, let first = code.first?.start.line else { return nil }
      guard let value, value.type == "Bool" else {
        return Diagnostic(
          "claim-is-no-truth",
          "a claim ends in an expression that is true or false",
          at: location(in: file)
        )
      }
      guard value.text != "true" else { return nil }
      return Diagnostic(
        ClaimExplainer.identifier,
        "this claim is false",
        at: file.location(line: first + value.place.startLine)
      )
    }
  }
}
