import Basics
import Caching
import Diagnostics
import Foundation
import Lessons
private import Markdown

/// Compiles the parts of lessons' programs and links them, in a folder.
struct LessonCompiler: Sendable {
  let driver: CompilerDriver
  let linker: ModuleLinker
  let folder: TemporaryFolder

  /// Compiler flags other than those for the modules and a program's settings.
  static let flags = [
    "-Onone", "-module-name", ProgramPart.module(1), "-diagnostic-style", "llvm", "-Xfrontend",
    "-debug-diagnostic-names",
  ]
  /// The transform that reports values. It does not report parameters, since non-escaping ones cannot be.
  static let transform = ["-playground", "-playground-option", "NoFunctionParameters"]
    .flatMap { ["-Xfrontend", $0] }
  /// The transform that reports which statements run.
  private static let tracing = ["-Xfrontend", "-pc-macro"]

  /// Records what the names in the program refer to while they are looked up.
  private static let indexing =
    ["-index-store-path", index, "-index-ignore-system-modules"]
    + ["-index-include-locals", "-index-ignore-stdlib"].flatMap { ["-Xfrontend", $0] }

  /// Links a program with the library that holds the modules. Code that the compiler specialises in the
  /// lesson may call the C math library, which objects name as a dependency but a shared library does not.
  private static let modulesInLibrary = [ModuleLinker.libraryName, "-lm"]

  private static let timeLimit = Duration.seconds(300)

  static let source = "main.swift"
  static let program = "lesson"
  static let index = "index"

  /// The driver's arguments for making a program that is linked with the library of the modules, or with
  /// other inputs.
  static func arguments(
    _ settings: CompilationSettings,
    _ modules: LessonModules,
    _ toolchain: Toolchain,
    linking inputs: [String] = modulesInLibrary
  ) -> [String] {
    // The source comes first: beside the first input the driver writes a file of its own, which two lessons
    // compiled at once must not share.
    flags + settings.arguments + transform + indexing + [source] + modules.searchArguments + inputs
      + toolchain.linkerArguments + ["-o", program]
  }

  /// The linked program.
  var executable: URL { folder.url.appending(path: Self.program) }

  // MARK: Compiling

  /// What to produce from a part.
  enum Product {
    /// An object of a program that reports what it does; also a module, if another part imports it.
    case object(isImported: Bool, isTraced: Bool)
    /// Only a module.
    case module
    /// Nothing: the compiler only reads the part.
    case nothing
  }

  /// Compiles a part, and returns the compiler's messages.
  ///
  /// - Throws: `DiagnosticError` if the compiler fails without an error message.
  func compile(
    _ part: ProgramPart,
    of lesson: Lesson,
    _ settings: CompilationSettings,
    _ product: Product
  ) async throws -> (isSuccess: Bool, messages: [CompilerOutput.Message]) {
    try Data(part.text.utf8).writeUnsynced(to: folder.url.appending(path: part.source))
    let (ending, said) = try await run(job(for: part, settings, product))
    let messages = CompilerOutput(said, of: lesson, source: part.source).messages
    if ending == .exited(0) { return (true, messages) }
    if messages.contains(where: { $0.diagnostic.severity == .error }) { return (false, messages) }
    throw failure(ending, said, lesson)
  }

  private func job(
    for part: ProgramPart,
    _ settings: CompilationSettings,
    _ product: Product
  ) async throws -> CompilerDriver.Job {
    let modules = linker.modules.searchArguments
    switch product {
    case .object(let isImported, let isTraced):
      let tracing = isTraced ? Self.tracing : []
      let arguments = Self.arguments(settings, linker.modules, driver.toolchain) + tracing
      let jobs = try await driver.jobs(arguments, source: Self.source)
      // A driver that does not print a plan makes the object itself.
      guard let compile = jobs.first, jobs.count > 1 else {
        let arguments =
          Self.flags + settings.arguments + Self.transform + Self.indexing + [part.source] + modules
          + tracing + part.driverArguments(isImported: isImported) + driver.common + [
            "-c", "-o", part.object,
          ]
        return CompilerDriver.Job(
          executable: driver.toolchain.compiler.path,
          arguments: arguments
        )
      }
      return compile.compiling(part, isImported: isImported)
    case .module, .nothing:
      let isModule = if case .module = product { true } else { false }
      let arguments =
        Self.flags + settings.arguments + Self.indexing + [part.source] + modules
        + part.driverArguments(isImported: isModule)
        + (part.isLibrary ? ["-parse-as-library"] : []) + driver.common + ["-c", "-o", part.object]
      return CompilerDriver.Job(executable: driver.toolchain.compiler.path, arguments: arguments)
    }
  }

  /// The compiler's messages about unfinished code, parsed on its own.
  func parse(_ code: String, of lesson: Lesson) async throws -> [CompilerOutput.Message] {
    let name = "cell.swift"
    try Data(code.utf8).writeUnsynced(to: folder.url.appending(path: name))
    let job = CompilerDriver.Job(
      executable: driver.toolchain.compiler.path,
      arguments: [
        "-frontend", "-parse", "-diagnostic-style", "llvm", "-debug-diagnostic-names", name,
      ]
    )
    return CompilerOutput(try await run(job).said, of: lesson, source: name).messages
  }

  // MARK: Linking

  /// Links the objects of a program's parts.
  ///
  /// - Throws: `DiagnosticError` with the linker's errors.
  func link(
    _ program: TangledProgram,
    of lesson: Lesson
  ) async throws {
    try await nameTasks(of: program, lesson)
    var arguments = Self.arguments(program.settings, linker.modules, driver.toolchain)
    if try await !linkLibrary() {
      arguments = Self.arguments(
        program.settings,
        linker.modules,
        driver.toolchain,
        linking: linker.modules.modules.flatMap(\.objects)
      )
    }
    let jobs = try await driver.jobs(arguments, source: Self.source)
    let objects = program.parts.map(\.object)
    guard let compile = jobs.first, jobs.count > 1, let object = compile.object else {
      let inputs = arguments.filter { $0 != Self.source && $0 != "-Xfrontend" }
      let job = CompilerDriver.Job(
        executable: driver.toolchain.compiler.path,
        arguments: objects + inputs.filter { !$0.hasPrefix("-playground") && $0 != "-pc-macro" }
      )
      return try await require(job, lesson)
    }
    for job in jobs.dropFirst() {
      let job = job.replacing(object, with: objects)
      if !job.isDoneInPlace(in: folder.url) { try await require(job, lesson) }
    }
  }

  private func require(_ job: CompilerDriver.Job, _ lesson: Lesson) async throws {
    let (ending, said) = try await run(job)
    guard ending != .exited(0) else { return }
    let errors = CompilerOutput(said, of: lesson, source: Self.source).messages
      .map(\.diagnostic).filter { $0.severity == .error }
    throw errors.isEmpty ? failure(ending, said, lesson) : DiagnosticError(errors)
  }

  /// Renames the tasks that Swift creates for parts that wait, so that the parts before can start them.
  private func nameTasks(of program: TangledProgram, _ lesson: Lesson) async throws {
    for part in program.parts.dropFirst() where part.isAsync {
      let task = ProgramPart.task(part.number)
      let job = CompilerDriver.Job(
        executable: driver.toolchain.objectCopier.path,
        arguments: ["async_Main", "async_MainTu"].flatMap { symbol in
          let suffix = symbol.dropFirst("async_Main".count)
          return ["--globalize-symbol=\(symbol)", "--redefine-sym", "\(symbol)=\(task)\(suffix)"]
        } + [part.object]
      )
      try await require(job, lesson)
    }
  }

  /// Puts the modules' library where the linker of a program looks for it; `false` if there is none.
  private func linkLibrary() async throws -> Bool {
    guard let library = try await linker.library else { return false }
    let place = folder.url.appending(path: ModuleLinker.libraryName)
    // An earlier attempt may have put it there.
    try? FileManager.default.removeItem(at: place)
    try FileManager.default.createSymbolicLink(at: place, withDestinationURL: library)
    return true
  }

  /// Removes the index of an earlier attempt, which describes a different program.
  func forgetIndex() {
    try? FileManager.default.removeItem(at: folder.url.appending(path: Self.index))
  }

  // MARK: Processes

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

  private func failure(
    _ ending: ChildProcess.Ending,
    _ said: String,
    _ lesson: Lesson
  ) -> DiagnosticError {
    DiagnosticError(
      Diagnostic(
        "compiler-failed",
        "the compiler failed on this lesson (\(ending.reason))",
        at: Diagnostic.Location(file: lesson.file.path),
        notes: said.split(separator: "\n").suffix(20).map { Diagnostic.Note(String($0)) }
      )
    )
  }
}

extension LessonUnit {
  /// Whether a place is in the unit's code.
  func contains(_ location: Diagnostic.Location) -> Bool {
    let place = location.range.start
    guard case .inline = self else { return lines?.contains(place.line) ?? false }
    // Other expressions may be on the same line of prose.
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
