import Basics
import Caching
import Diagnostics
import Execution
import Foundation
import LanguageServices
import Lessons
import Markdown
import SwiftReading
import TestSupport
import Testing

/// Copies of Markdown files whose cells are run by the tool, and by what `swiftc` alone makes of what
/// `literate tangle` prints; behind each cell the values of the names that it binds are printed.
struct ComparedListings {
  /// The package whose modules the cells import.
  let package: URL
  /// The folder of the files, in which the programs run.
  let content: URL
  /// From that folder.
  let names: [String]
  /// Whether they are plain Markdown, which imports the package's libraries.
  let isPlain: Bool

  /// What came of one file.
  struct Comparison: Sendable {
    let name: String
    /// How many cells were compared.
    var cells = 0
    /// How many of them printed something.
    var printing = 0
    /// Why it was not compared.
    var leftOut: String?
    var difference: String?
    var isOnMainActor = false
  }

  /// Compares each file whose cells are one program that prints the same in every run.
  ///
  /// Cells in which the tool finds a fault are taken out of the files first.
  func compare() async throws -> [Comparison] {
    let toolchain = try #require(await Toolchain.find())
    let tool = Bundle.main.executableURL?.deletingLastPathComponent().appending(path: "literate")
    let cache = CacheDirectory(package.appending(path: ".build/literate"))
    let folder = try #require(tool).deletingLastPathComponent()
    let engine = ExecutionEngine(
      toolchain: toolchain,
      services: SourceKit(library: toolchain.sourceKit, executable: tool),
      runtime: try #require(LessonModules.runtime(besideTool: folder, cache: cache)),
      package: package,
      content: content,
      cache: cache,
      runsAll: true,
      jobs: ProcessInfo.processInfo.activeProcessorCount,
      report: { _ in }
    )
    try await addPrinting()
    var found: [String: (lesson: Lesson, outcome: ExecutionEngine.Outcome)] = [:]
    var pending = Set(names)
    for _ in 1...5 where !pending.isEmpty {
      let asked = pending
      let course = try await course().only { asked.contains($0.file.path) }
      let outcomes = try await engine.run(course)
      for (lesson, outcome) in zip(course.lessons, outcomes) {
        found[lesson.file.path] = (lesson, outcome)
      }
      pending = try takeOutFaults(of: course, outcomes)
    }
    let pairs = names.compactMap { found[$0] }
    return try await concurrentMap(pairs, atMost: ProcessInfo.processInfo.activeProcessorCount) {
      try await compare($0.lesson, $0.outcome)
    }
  }

  /// Puts a cell behind each that binds names, which prints their values.
  private func addPrinting() async throws {
    for lesson in try await course().lessons {
      var lines = lesson.file.text.split(separator: "\n", omittingEmptySubsequences: false)
        .map(String.init)
      for case .cell(let cell) in lesson.units.reversed() where cell.options.fate == .runs {
        let source = cell.swift.source
        let names = source.statements.filter { $0.kind == .declaration(.variable) }
          .flatMap { source.boundNames(of: $0) }.filter { $0.initializer != nil && $0.text != "_" }
        guard let last = cell.swift.lines.last, last.start.column == 1, !names.isEmpty else {
          continue
        }
        let prints = names.map { "print(\($0.text))" }
        lines.insert(contentsOf: ["", "```swift"] + prints + ["```"], at: last.start.line + 1)
      }
      try write(lines, to: lesson)
    }
  }

  private func write(_ lines: [String], to lesson: Lesson) throws {
    let file = content.appending(path: lesson.file.path)
    try Data(lines.joined(separator: "\n").utf8).write(to: file)
  }

  private func course() async throws -> Course {
    let files = try names.map { (name: $0, file: try file($0)) }
    let configuration =
      isPlain ? nil : SourceFile(path: "literate.yml", text: try text(of: "literate.yml"))
    return try await Course.read(files, isPlain: isPlain, configuration: configuration).course
  }

  private func file(_ name: String) throws -> SourceFile {
    SourceFile(path: name, text: try text(of: name))
  }

  private func text(of name: String) throws -> String {
    try String(contentsOf: content.appending(path: name), encoding: .utf8)
  }

  /// Marks the cells that have a fault, or no result, so that no program holds them.
  ///
  /// - Returns: the files that have some.
  private func takeOutFaults(
    of course: Course,
    _ outcomes: [ExecutionEngine.Outcome]
  ) throws -> Set<String> {
    var found: Set<String> = []
    for (lesson, outcome) in zip(course.lessons, outcomes) {
      let errors = outcome.diagnostics.filter { $0.severity == .error }.compactMap {
        $0.location?.range.start.line
      }
      var lines = lesson.file.text.split(separator: "\n", omittingEmptySubsequences: false)
        .map(String.init)
      let faulty = lesson.units.filter { unit in
        unit.lines.map { lines in errors.contains { lines.contains($0) } } ?? false
      }
      let missing = zip(lesson.units, outcome.results.units).filter { $1.ending == .missing }.map(
        \.0
      )
      // What comes behind a cell that stopped the program may be sound.
      for unit in faulty.isEmpty ? missing : faulty {
        guard let first = unit.lines?.lowerBound, first > 1 else { continue }
        found.insert(lesson.file.path)
        lines[first - 2] = lines[first - 2].replacing("```swift", with: "```swift {ignore}")
      }
      try write(lines, to: lesson)
    }
    return found
  }

  // MARK: One file

  private func compare(
    _ lesson: Lesson,
    _ outcome: ExecutionEngine.Outcome
  ) async throws -> Comparison {
    var comparison = Comparison(name: lesson.file.path)
    let cells = zip(lesson.units, outcome.results.units).filter { unit, _ in
      if case .cell(let cell) = unit { cell.options.fate.belongsToProgram } else { false }
    }
    if cells.isEmpty {
      comparison.leftOut = "no cell runs"
    } else if cells.contains(where: { $0.0.isVolatile }) {
      comparison.leftOut = "volatile"
    } else if !outcome.results.isWhole {
      comparison.leftOut = "a fault"
    }
    guard comparison.leftOut == nil else { return comparison }
    let tangled = try await ToolRun.literate(
      ["tangle", "--package", package.path, lesson.file.path],
      in: content
    )
    try #require(tangled.ending == .exited(0), "\(tangled.errors)")
    guard !tangled.output.contains("\n// It declares names again") else {
      comparison.leftOut = "names declared again"
      return comparison
    }
    comparison.cells = cells.count
    comparison.printing = cells.count { !$0.1.printed.isEmpty }
    let scratch = try Scratch()
    defer { scratch.remove() }
    try scratch.write(tangled.output, to: "main.swift")
    let program = try SwiftProgram(tangled.output, in: scratch, of: package)
    let said = try await program.compile(&comparison.isOnMainActor)
    let shown = cells.map(\.1.printed.text).joined()
    let printed = said == nil ? try await program.run(in: content) : ""
    if let said {
      comparison.difference = "\(lesson.file.path): swiftc refuses what is tangled: \(said)"
    } else if printed != shown, try await program.run(in: content) != printed {
      comparison = Comparison(name: lesson.file.path, leftOut: "other values in every run")
    } else if printed != shown {
      comparison.difference =
        "\(lesson.file.path): swiftc's prints\n\(printed)\nthe tool's\n\(shown)"
    }
    return comparison
  }
}

extension LessonUnit {
  fileprivate var isVolatile: Bool {
    if case .cell(let cell) = self { cell.options.isVolatile } else { false }
  }
}

/// A tangled file, as `swiftc` makes a program of it.
private struct SwiftProgram {
  private let scratch: Scratch
  private let package: URL
  private let command: String

  /// - Throws: where the comment at the file's head gives no command.
  init(_ text: String, in scratch: Scratch, of package: URL) throws {
    self.scratch = scratch
    self.package = package
    let lines = text.split(separator: "\n").prefix(3)
    let told = String(try #require(lines.last).dropFirst(3))
    // The tool has built the package's modules, in a place of its own.
    let compiling = told.components(separatedBy: " && ").first { !$0.hasPrefix("swift build") }
    let driver = try #require(compiling).components(separatedBy: " -o ")[0]
    let arguments = driver.drop { $0 != " " }
    command =
      "swiftc"
      + arguments.replacing(".build/release", with: ".build/lessons/release")
      .replacing("FILE", with: "'\(scratch.url.appending(path: "main.swift").path)'")
  }

  /// What the compiler says where it makes no program.
  ///
  /// Where the tool does not find it said, it takes the isolation that the compiler accepts.
  func compile(_ isOnMainActor: inout Bool) async throws -> String? {
    let output = scratch.url.appending(path: "program").path
    let whole = "\(command) -suppress-warnings -module-name __lesson_1 -o '\(output)'"
    let first = try await ToolRun.program("sh", ["-c", whole], in: package)
    guard first.ending != .exited(0) else { return nil }
    let other = "\(whole) -default-isolation MainActor"
    let second = try await ToolRun.program("sh", ["-c", other], in: package)
    isOnMainActor = second.ending == .exited(0)
    return isOnMainActor ? nil : first.errors
  }

  /// What the program prints, in the surroundings that lessons' programs find.
  func run(in folder: URL) async throws -> String {
    let libraries = ProcessInfo.processInfo.environment.filter {
      ["LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"].contains($0.key)
    }
    let process = ChildProcess(
      executable: scratch.url.appending(path: "program"),
      arguments: [],
      workingDirectory: folder,
      environment: ProcessEnvironment(libraries).setting([
        "PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "TZ": "UTC",
        "SWIFT_DETERMINISTIC_HASHING": "1", "SWIFT_BACKTRACE": "enable=no",
        "HOME": scratch.url.path, "TMPDIR": scratch.url.path,
      ]),
      name: "lesson",
      limits: RunLimits(time: .seconds(120))
    )
    let output = scratch.url.appending(path: "output")
    let ending = try await process.run(
      output: output,
      errors: scratch.url.appending(path: "errors")
    )
    let text = String(decoding: try Data(contentsOf: output), as: UTF8.self)
    #expect(ending == .exited(0), "the program ends with \(ending)")
    return PrintedText(text.withoutLessonModules).text
  }
}
