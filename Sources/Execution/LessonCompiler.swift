import Caching
import Diagnostics
import Foundation
import LanguageServices
import Lessons
private import Markdown

/// Compiles the programs of lessons in a folder.
struct LessonCompiler {
  let driver: CompilerDriver
  let linker: ModuleLinker
  let checks: TypeChecks
  let folder: TemporaryFolder

  /// What the compiler is told besides the modules. Tutorials have their code at top level, so the
  /// main actor is the default isolation, as in an application.
  static let flags = [
    "-Onone", "-swift-version", "6", "-default-isolation", "MainActor",
    "-module-name", module, "-diagnostic-style", "llvm",
  ]
  /// The transform that reports values. Parameters are not reported: those that must not escape
  /// could not be.
  static let transform = ["-playground", "-playground-option", "NoFunctionParameters"]
    .flatMap { ["-Xfrontend", $0] }

  static let module = "LessonProgram"
  /// What the names in the program stand for is written down while they are looked up.
  private static let indexing =
    ["-index-store-path", index, "-index-ignore-system-modules"]
    + ["-index-include-locals", "-index-ignore-stdlib"].flatMap { ["-Xfrontend", $0] }

  /// What has a program linked with the library that holds the modules. Code that the compiler
  /// specialises in the lesson may call the C library's mathematics, which objects name among the
  /// libraries they need, and a shared library does not.
  private static let modulesInLibrary = [ModuleLinker.libraryName, "-lm"]

  private static let timeLimit = Duration.seconds(300)

  /// Identifies the warning that a result lacks what another run may have.
  static let noTypes = "no-types"

  static let source = "main.swift"
  static let program = "lesson"
  private static let index = "index"

  /// What the driver is told to make a program: one that is linked with the library of the modules, or
  /// with other inputs.
  static func arguments(
    _ modules: LessonModules,
    _ toolchain: Toolchain,
    linking inputs: [String] = modulesInLibrary
  ) -> [String] {
    // The source comes first: beside the first input the driver writes a file of its own, which two
    // lessons at once must not share.
    flags + transform + indexing + [source] + modules.searchArguments + inputs
      + toolchain.linkerArguments + ["-o", program]
  }

  /// The program that `build` makes.
  var executable: URL { folder.url.appending(path: Self.program) }

  /// What building a program gave.
  struct Build {
    let program: TangledProgram
    /// The units that the program is made without.
    let refused: RefusedUnits
    /// The compiler's warnings about the others.
    let warnings: [Diagnostic]

    /// All that the compiler said.
    var diagnostics: [Diagnostic] { refused.diagnostics + warnings }
  }

  /// Makes the program of a plan. Where a name is declared again, what follows goes into a block of
  /// its own, so that the new declaration holds from there on. Units that the compiler refuses are
  /// left out.
  ///
  /// - Throws: `DiagnosticError` with the compiler's errors that are in no unit.
  /// - Complexity: at most two compilations for each unit; one where nothing is wrong.
  func build(
    _ plan: ProgramPlan,
    of lesson: Lesson,
    imports: [String],
    probes: [String] = []
  ) async throws -> Build {
    var scopes: Set<Int> = []
    var unprobed: Set<Int> = []
    var refused = RefusedUnits()
    while true {
      let program = TangledProgram(
        plan.without(refused.units),
        of: lesson,
        imports: imports,
        scopes: scopes,
        unprobed: unprobed,
        probes: probes
      )
      // Of probes only the values are told.
      if probes.isEmpty { checks.begin([program]) }
      // An index that an earlier attempt left is that of another program.
      try? FileManager.default.removeItem(at: folder.url.appending(path: Self.index))
      let outcome = try await compile(
        program,
        of: lesson,
        Self.arguments(linker.modules, driver.toolchain),
        withObjects: Self.arguments(
          linker.modules,
          driver.toolchain,
          linking: linker.modules.modules.flatMap(\.objects)
        )
      )
      if outcome.isSuccess {
        // What a lesson declares is there to be seen; only in a block does the compiler miss a use.
        let warnings =
          scopes.isEmpty
          ? outcome.diagnostics
          : outcome.diagnostics.filter { !$0.message.contains("was never ") }
        return Build(program: program, refused: refused, warnings: warnings)
      }
      let redeclaring = plan.unitsThatRedeclare(lesson, outcome.diagnostics).subtracting(scopes)
      scopes.formUnion(redeclaring)
      let spoilt = plan.unitsSpoiltByProbes(lesson, outcome.diagnostics).subtracting(unprobed)
      unprobed.formUnion(spoilt)
      guard redeclaring.isEmpty, spoilt.isEmpty else { continue }
      guard refused.refuse(outcome.diagnostics, in: plan, of: lesson) else {
        throw DiagnosticError(refused.diagnostics + outcome.diagnostics)
      }
    }
  }

  /// What is known of the types in a program.
  struct Types {
    /// By the index of the unit.
    let byUnit: [Int: CodeTypes]
    /// Where another time more may be known.
    let warnings: [Diagnostic]
  }

  /// The types in the program that was compiled last; none where the toolchain cannot read what its
  /// compiler writes.
  func types(in program: TangledProgram, of lesson: Lesson) async -> Types {
    guard let index = try? SymbolIndex(library: driver.toolchain.indexStore) else {
      return Types(byUnit: [:], warnings: [])
    }
    let occurrences = index.occurrences(in: Self.source, folder.url.appending(path: Self.index))
    var checked: [CheckedExpression] = []
    var warnings: [Diagnostic] = []
    do {
      checked = try await checks.expressions(of: program)
    } catch let failure as SourceKit.Failure where failure.isPassing {
      let reason = "the types of expressions are not told: \(failure.message)"
      let place = Diagnostic.Location(file: lesson.file.path)
      warnings.append(Diagnostic(.warning, Self.noTypes, reason, at: place))
    } catch is DecodingError {
      // Another time the answer may be whole: what lacks it is not kept.
      let reason = "the types of expressions are not told: the language services' answer is damaged"
      let place = Diagnostic.Location(file: lesson.file.path)
      warnings.append(Diagnostic(.warning, Self.noTypes, reason, at: place))
    } catch {
      // A toolchain without the library: that code is not coloured is told, too.
    }
    let types = ProgramTypes(occurrences, checked, in: program, of: lesson)
    return Types(byUnit: types.byUnit, warnings: warnings)
  }

  /// The program of a plan, and what the compiler says of it; none is made.
  func check(
    _ plan: ProgramPlan,
    of lesson: Lesson,
    imports: [String]
  ) async throws -> (program: TangledProgram, said: [Diagnostic]) {
    let program = TangledProgram(plan, of: lesson, imports: imports)
    checks.begin([program])
    let outcome = try await compile(
      program,
      of: lesson,
      Self.flags + Self.indexing + linker.modules.searchArguments
        + ["-c", Self.source, "-o", "\(Self.program).o"]
    )
    return (program, outcome.diagnostics)
  }

  /// Does what the driver would with some arguments; with others where they want the modules' library,
  /// and there is none.
  private func compile(
    _ program: TangledProgram,
    of lesson: Lesson,
    _ arguments: [String],
    withObjects: [String]? = nil
  ) async throws -> (isSuccess: Bool, diagnostics: [Diagnostic]) {
    try Data(program.text.utf8).writeUnsynced(to: folder.url.appending(path: Self.source))
    if withObjects != nil { linker.begin() }
    var jobs = try await driver.jobs(arguments, source: Self.source)[...]
    var (ending, said) = (ChildProcess.Ending.exited(0), "")
    // Where the driver does not say what it would do, it does all at once.
    let isApart = jobs.count > 1
    if isApart { (ending, said) = try await run(jobs.removeFirst()) }
    if let withObjects, ending == .exited(0), try await !linkLibrary() {
      jobs = try await driver.jobs(withObjects, source: Self.source).dropFirst(isApart ? 1 : 0)
    }
    for job in jobs where ending == .exited(0) && !job.isDoneInPlace(in: folder.url) {
      let (next, more) = try await run(job)
      ending = next
      said += more
    }
    let diagnostics = CompilerOutput(said, of: lesson.file, source: Self.source).diagnostics
    if ending == .exited(0) { return (true, diagnostics) }
    if diagnostics.contains(where: { $0.severity == .error }) {
      return (false, diagnostics)
    }
    throw DiagnosticError(
      Diagnostic(
        "compiler-failed",
        "the compiler failed on this lesson (\(ending.reason))",
        at: Diagnostic.Location(file: lesson.file.path),
        notes: said.split(separator: "\n").suffix(20).map { Diagnostic.Note(String($0)) }
      )
    )
  }

  private func run(
    _ job: CompilerDriver.Job
  ) async throws -> (ending: ChildProcess.Ending, said: String) {
    let process = ChildProcess(
      executable: URL(filePath: job.executable),
      arguments: job.arguments,
      workingDirectory: folder.url,
      environment: .compiler,
      limits: RunLimits(time: Self.timeLimit)
    )
    let ending = try await process.run(
      output: folder.url.appending(path: "compiler-output"),
      errors: folder.url.appending(path: "compiler-errors")
    )
    return (ending, folder.text(of: "compiler-output") + folder.text(of: "compiler-errors"))
  }

  /// Puts the modules' library where a program is linked with it; `false` where there is none.
  private func linkLibrary() async throws -> Bool {
    guard let library = try await linker.library else { return false }
    let place = folder.url.appending(path: ModuleLinker.libraryName)
    // An earlier attempt may have put it there.
    try? FileManager.default.removeItem(at: place)
    try FileManager.default.createSymbolicLink(at: place, withDestinationURL: library)
    return true
  }
}

extension ProgramPlan {
  /// The units that may compile if nothing is put into them to be reported: those in which a result
  /// builder meets an expression that it does not take, and those with a comment that reads as a
  /// stated value, and is none.
  fileprivate func unitsSpoiltByProbes(_ lesson: Lesson, _ diagnostics: [Diagnostic]) -> Set<Int> {
    let suspects = diagnostics.filter { diagnostic in
      diagnostic.severity == .error
        && (diagnostic.message.contains("buildExpression")
          || diagnostic.location.flatMap { StatedValue($0.sourceLine) } != nil)
    }
    return Set(units.filter { unit in suspects.contains { lesson.units[unit].contains($0) } })
  }

  /// The units that declare a name which an earlier unit declares.
  fileprivate func unitsThatRedeclare(_ lesson: Lesson, _ diagnostics: [Diagnostic]) -> Set<Int> {
    var found: Set<Int> = []
    for diagnostic in diagnostics where diagnostic.message.hasPrefix("invalid redeclaration of") {
      guard let unit = units.last(where: { lesson.units[$0].contains(diagnostic) }) else {
        continue
      }
      let isWithinUnit = diagnostic.notes.contains { note in
        note.location.map { lesson.units[unit].contains($0) } ?? false
      }
      if !isWithinUnit, unit != units.first { found.insert(unit) }
    }
    return found
  }
}

extension LessonUnit {
  /// Whether a place stands in the unit's code.
  func contains(_ location: Diagnostic.Location) -> Bool {
    let place = location.range.start
    guard case .inline = self else { return lines?.contains(place.line) ?? false }
    // Other expressions may stand in the same line of prose.
    return code.contains { line in
      let end = line.start.column + line.text.utf8.count
      return line.start.line == place.line && (line.start.column...end).contains(place.column)
    }
  }

  /// Whether a diagnostic is about the unit's code.
  func contains(_ diagnostic: Diagnostic) -> Bool {
    diagnostic.location.map(contains) ?? false
  }
}
