import Diagnostics
import Foundation
import Lessons
import Markdown

/// Compiles a lesson's program and runs it.
struct LessonRunner: Sendable {
  let toolchain: Toolchain
  let modules: LessonModules
  /// Where the program runs: files that it names are looked for here.
  let workingDirectory: URL

  /// What the compiler is told besides the modules. Tutorials have their code at top level, so the
  /// main actor is the default isolation, as in an application.
  static let compilerFlags =
    [
      "-Onone", "-swift-version", "6", "-default-isolation", "MainActor",
      "-module-name", "LessonProgram", "-diagnostic-style", "llvm",
    ]
    + ["-playground", "-playground-option", "NoFunctionParameters"].flatMap { ["-Xfrontend", $0] }

  private static let compileTimeLimit = Duration.seconds(300)
  /// Most that is read of a program's error output.
  private static let errorLimit = 64 * 1024

  /// The results of a lesson, with the compiler's warnings.
  ///
  /// - Throws: `DiagnosticError` with the lesson's faults; another error if the tool could not work.
  func run(
    _ lesson: Lesson,
    _ program: TangledProgram,
    timeLimit: Duration
  ) async throws -> (results: LessonResults, warnings: [Diagnostic]) {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let warnings = try await compile(lesson, program, in: folder)
    let results = try await execute(lesson, timeLimit: timeLimit, in: folder)
    return (results, warnings)
  }

  // MARK: Compiling

  private func compile(
    _ lesson: Lesson,
    _ program: TangledProgram,
    in folder: TemporaryFolder
  ) async throws -> [Diagnostic] {
    let source = folder.url.appending(path: "main.swift")
    try Data(program.text.utf8).write(to: source)
    let process = ChildProcess(
      executable: toolchain.compiler,
      // The source comes first: beside the first input the driver writes a file of its own, which
      // two lessons at once must not share.
      arguments: Self.compilerFlags + [source.path] + modules.compilerArguments
        + ["-o", folder.url.appending(path: "lesson").path],
      workingDirectory: folder.url,
      timeLimit: Self.compileTimeLimit
    )
    let ending = try await process.run(
      output: folder.url.appending(path: "compiler-output"),
      errors: folder.url.appending(path: "compiler-errors")
    )
    let text = folder.text(of: "compiler-output") + folder.text(of: "compiler-errors")
    let diagnostics = CompilerOutput(text, of: lesson.file).diagnostics
    if ending == .exited(0) { return diagnostics }
    guard !diagnostics.contains(where: { $0.severity == .error }) else {
      throw DiagnosticError(diagnostics)
    }
    let lines = text.split(separator: "\n").suffix(20)
    throw DiagnosticError(
      Diagnostic(
        "compiler-failed",
        "the compiler failed on this lesson (\(ending.description))",
        at: Diagnostic.Location(file: lesson.file.path),
        notes: lines.map { Diagnostic.Note(String($0)) }
      )
    )
  }

  // MARK: Running

  private func execute(
    _ lesson: Lesson,
    timeLimit: Duration,
    in folder: TemporaryFolder
  ) async throws -> LessonResults {
    let records = folder.url.appending(path: "records")
    try Data().write(to: records)
    let process = ChildProcess(
      executable: folder.url.appending(path: "lesson"),
      arguments: [],
      workingDirectory: workingDirectory,
      environment: [
        "LITERATE_RECORDS": records.path,
        // Sets and dictionaries keep one order in every process.
        "SWIFT_DETERMINISTIC_HASHING": "1",
        "SWIFT_BACKTRACE": "enable=no",
      ],
      timeLimit: timeLimit
    )
    let ending = try await process.run(
      output: folder.url.appending(path: "printed"),
      errors: folder.url.appending(path: "errors")
    )
    let run = RunRecords(folder.text(of: "records"))
    let errors = String(decoding: folder.bytes(of: "errors").prefix(Self.errorLimit), as: UTF8.self)
    guard ending == .exited(0), let end = run.end else {
      let fault = RunFault(lesson: lesson, ending: ending, errors: errors, timeLimit: timeLimit)
      throw DiagnosticError(fault.diagnostic(inUnit: run.units.last?.index))
    }
    let printed = folder.bytes(of: "printed")
    var units = Array(repeating: UnitResult(), count: lesson.units.count)
    for (number, unit) in run.units.enumerated() where lesson.units.indices.contains(unit.index) {
      let next = number + 1 < run.units.count ? run.units[number + 1].printedFrom : end
      let output = printed.dropFirst(unit.printedFrom).prefix(max(0, next - unit.printedFrom))
      units[unit.index] = UnitResult(
        values: lesson.units[unit.index].ownValues(of: unit),
        printed: String(decoding: output, as: UTF8.self)
      )
    }
    try requireInlineValues(of: lesson, in: units)
    return LessonResults(units: units)
  }

  private func requireInlineValues(of lesson: Lesson, in results: [UnitResult]) throws {
    let faults = zip(lesson.units, results).compactMap { unit, result -> Diagnostic? in
      guard case .inline(let inline) = unit, result.lastValue == nil else { return nil }
      let place = SourceRange(
        line: inline.start.line,
        column: inline.start.column,
        length: inline.source.utf8.count
      )
      return Diagnostic(
        "inline-without-value",
        "this expression has no value to show",
        at: lesson.file.location(place)
      )
    }
    if !faults.isEmpty { throw DiagnosticError(faults) }
  }
}

extension LessonUnit {
  /// The first and the last line of its code in the file.
  var lines: ClosedRange<Int>? {
    switch self {
    case .cell(let cell):
      guard let first = cell.code.lines.first, let last = cell.code.lines.last else { return nil }
      return first.start.line...last.start.line
    case .inline(let inline):
      return inline.start.line...inline.start.line
    }
  }

  /// The values at places of its own text, with lines counted from its first; code of an earlier
  /// cell that it calls reports values too, which are not its own.
  fileprivate func ownValues(of run: RunRecords.Unit) -> [ObservedValue] {
    guard let lines else { return [] }
    return run.values.compactMap { place, value in
      guard lines.contains(place.startLine) else { return nil }
      return value.moved(to: place.relative(toLine: lines.lowerBound))
    }
  }
}

extension ObservedValue {
  fileprivate func moved(to place: Place) -> ObservedValue {
    ObservedValue(
      place: place,
      isNested: isNested,
      count: count,
      name: name,
      type: type,
      text: text,
      representations: representations
    )
  }
}

extension ChildProcess.Ending {
  var description: String {
    switch self {
    case .exited(let code): "exit code \(code)"
    case .signalled(let signal): "signal \(signal)"
    case .timedOut: "out of time"
    }
  }
}
