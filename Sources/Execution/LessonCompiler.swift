import Diagnostics
import Foundation
import Lessons

/// Compiles the programs of lessons in a folder.
struct LessonCompiler {
  let toolchain: Toolchain
  let modules: LessonModules
  let folder: TemporaryFolder

  /// What the compiler is told besides the modules. Tutorials have their code at top level, so the
  /// main actor is the default isolation, as in an application.
  static let flags = [
    "-Onone", "-swift-version", "6", "-default-isolation", "MainActor",
    "-module-name", "LessonProgram", "-diagnostic-style", "llvm",
  ]
  /// The transform that reports values. Parameters are not reported: those that must not escape
  /// could not be.
  static let transform = ["-playground", "-playground-option", "NoFunctionParameters"]
    .flatMap { ["-Xfrontend", $0] }

  private static let timeLimit = Duration.seconds(300)

  /// The program that `build` makes.
  var executable: URL { folder.url.appending(path: "lesson") }

  /// Makes the program of a plan. Where a name is declared again, what follows goes into a block of
  /// its own, so that the new declaration holds from there on.
  ///
  /// - Returns: the compiler's warnings.
  /// - Throws: `DiagnosticError` with its errors.
  func build(
    _ plan: ProgramPlan,
    of lesson: Lesson,
    imports: [String],
    probes: [String] = []
  ) async throws -> [Diagnostic] {
    var scopes: Set<Int> = []
    while true {
      let program = TangledProgram(
        plan,
        of: lesson,
        imports: imports,
        scopes: scopes,
        probes: probes
      )
      // The source comes first: beside the first input the driver writes a file of its own, which
      // two lessons at once must not share.
      let outcome = try await compile(program.text, lesson) {
        Self.flags + Self.transform + [$0] + modules.compilerArguments + ["-o", executable.path]
      }
      if outcome.isSuccess {
        // What a lesson declares is there to be seen; only in a block does the compiler miss a use.
        return scopes.isEmpty
          ? outcome.diagnostics
          : outcome.diagnostics.filter { !$0.message.contains("was never ") }
      }
      let redeclaring = plan.unitsThatRedeclare(lesson, outcome.diagnostics).subtracting(scopes)
      guard !redeclaring.isEmpty else { throw DiagnosticError(outcome.diagnostics) }
      scopes.formUnion(redeclaring)
    }
  }

  /// What the compiler says of the program of a plan, none being made.
  func check(
    _ plan: ProgramPlan,
    of lesson: Lesson,
    imports: [String]
  ) async throws -> [Diagnostic] {
    let program = TangledProgram(plan, of: lesson, imports: imports)
    let object = folder.url.appending(path: "lesson.o").path
    return try await compile(program.text, lesson) {
      Self.flags + modules.searchArguments + ["-c", $0, "-o", object]
    }.diagnostics
  }

  private func compile(
    _ text: String,
    _ lesson: Lesson,
    arguments: (_ source: String) -> [String]
  ) async throws -> (isSuccess: Bool, diagnostics: [Diagnostic]) {
    let source = folder.url.appending(path: "main.swift")
    try Data(text.utf8).write(to: source)
    let process = ChildProcess(
      executable: toolchain.compiler,
      arguments: arguments(source.path),
      workingDirectory: folder.url,
      limits: RunLimits(time: Self.timeLimit)
    )
    let ending = try await process.run(
      output: folder.url.appending(path: "compiler-output"),
      errors: folder.url.appending(path: "compiler-errors")
    )
    let said = folder.text(of: "compiler-output") + folder.text(of: "compiler-errors")
    let diagnostics = CompilerOutput(said, of: lesson.file).diagnostics
    if ending == .exited(0) { return (true, diagnostics) }
    if diagnostics.contains(where: { $0.severity == .error }) { return (false, diagnostics) }
    throw DiagnosticError(
      Diagnostic(
        "compiler-failed",
        "the compiler failed on this lesson (\(ending.reason))",
        at: Diagnostic.Location(file: lesson.file.path),
        notes: said.split(separator: "\n").suffix(20).map { Diagnostic.Note(String($0)) }
      )
    )
  }
}

extension ProgramPlan {
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
    lines?.contains(location.range.start.line) ?? false
  }

  /// Whether a diagnostic is about the unit's code.
  func contains(_ diagnostic: Diagnostic) -> Bool {
    diagnostic.location.map(contains) ?? false
  }
}
