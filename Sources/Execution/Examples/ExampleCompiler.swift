import Basics
import Diagnostics
import Foundation
import Lessons

/// Compiles many candidates in one process, as far as the compiler reports errors, so that the modules that
/// they import are loaded once.
struct ExampleCompiler: Sendable {
  let toolchain: Toolchain
  let modules: LessonModules
  let pages: [DocumentationPage]
  let languageMode: String
  /// Arguments that every compiler process gets.
  let common: [String]
  let jobs: Int

  private static let timeLimit = Duration.seconds(600)
  /// The most candidates of one process: its memory and its delay stay small.
  private static let batchLimit = 400

  static let flags = [
    "-module-name", ProgramPart.module(1), "-diagnostic-style", "llvm", "-suppress-warnings",
    "-Xfrontend", "-debug-diagnostic-names",
  ]

  /// How many steps the compiler takes before it gives up on an expression: by default a million, which takes
  /// it ten seconds. An expression that does not compile takes all of them, and often lacks something that a
  /// later attempt has.
  enum Patience: Int {
    case short = 10_000
    case usual = 20_000
    case long = 100_000
  }

  /// The errors of each candidate, by its number; none for one that compiles. Candidates that may take the
  /// compiler long, for which `isComplex` is true, get a process and all patience for themselves, beside the
  /// others.
  ///
  /// Complexity: O(n) in the size of the code; a candidate on which the compiler fails costs O(log n) more
  /// processes.
  func errors(
    of candidates: [ExampleCandidate],
    _ patience: Patience = .usual,
    isComplex: (ExampleCandidate) -> Bool = { _ in false }
  ) async throws -> [Int: [CompilerOutput.Message]] {
    let isApart = candidates.map { $0.place == .file || isComplex($0) }
    let apart = zip(candidates, isApart).filter(\.1).map { [$0.0] }
    let merged = zip(candidates, isApart).filter { !$0.1 }.map(\.0)
    let width = min(Self.batchLimit, max(1, (merged.count + jobs - 1) / jobs))
    let batches = stride(from: 0, to: merged.count, by: width).map {
      Array(merged[$0..<min($0 + width, merged.count)])
    }
    let found = try await concurrentMap(batches + apart, atMost: jobs) {
      try await errors(in: $0, patience)
    }
    return found.reduce(into: [:]) { all, some in all.merge(some) { $0 + $1 } }
  }

  private func errors(
    in batch: [ExampleCandidate],
    _ patience: Patience
  ) async throws -> [Int: [CompilerOutput.Message]] {
    guard !batch.isEmpty else { return [:] }
    let sources = ExampleSources(batch, of: pages)
    // One by itself keeps no others waiting.
    let steps = (batch.count == 1 ? .long : patience).rawValue
    let (ending, output) = try await run(
      ["-emit-sil", "-Onone", "-wmo", "-o", "/dev/null"] + Self.flags
        + ["-Xfrontend", "-solver-scope-threshold=\(steps)"] + languageArguments
        + modules.searchArguments + common
        + sources.names,
      on: sources
    )
    let messages = sources.messages(in: output).filter { $0.diagnostic.severity == .error }
    if ending == .exited(0) { return [:] }
    let placed = messages.filter { $0.path != nil }
    if ending == .exited(1), placed.count == messages.count, !messages.isEmpty {
      let found = Dictionary(grouping: placed) { sources.number(ofPath: $0.path ?? "") }
      // What is wrong with the flow of data is found only where all types are right.
      let rest = batch.filter { found[$0.number] == nil }
      guard rest.count < batch.count else { return found }
      return try await errors(in: rest, patience).merging(found) { $1 }
    }
    guard batch.count > 1 else {
      return [batch[0].number: messages + [Self.failure(ending, output)]]
    }
    // One of them makes the compiler fail, or breaks the file around it.
    let half = batch.count / 2
    let first = try await errors(in: Array(batch[..<half]), patience)
    let second = try await errors(in: Array(batch[half...]), patience)
    return first.merging(second) { $0 + $1 }
  }

  var languageArguments: [String] { ["-swift-version", languageMode] }

  private static func failure(
    _ ending: ChildProcess.Ending,
    _ output: String
  ) -> CompilerOutput.Message {
    CompilerOutput.Message(
      diagnostic: Diagnostic(
        "compiler-failed",
        "the compiler failed on this example (\(ending.reason))",
        notes: output.split(separator: "\n").suffix(5).map { Diagnostic.Note(String($0)) }
      ),
      name: "",
      path: nil,
      probe: nil,
      isAboutGlue: false
    )
  }

  /// Which of some modules can be imported.
  func available(_ names: Set<String>) async throws -> Set<String> {
    guard !names.isEmpty else { return [] }
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let text = names.sorted().map {
      "#if canImport(\($0))\n#warning(\"there is \($0);\")\n#endif\n"
    }.joined()
    try Data(text.utf8).writeUnsynced(to: folder.url.appending(path: "modules.swift"))
    let output = try await run(
      ["-typecheck", "-diagnostic-style", "llvm"] + modules.searchArguments + common
        + ["modules.swift"],
      in: folder
    ).output
    return names.filter { output.contains("there is \($0);") }
  }

  // MARK: Processes

  func run(
    _ arguments: [String],
    on sources: ExampleSources
  ) async throws -> (ending: ChildProcess.Ending, output: String) {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    try sources.write(to: folder.url)
    return try await run(arguments, in: folder)
  }

  func run(
    _ arguments: [String],
    in folder: TemporaryFolder
  ) async throws -> (ending: ChildProcess.Ending, output: String) {
    let process = ChildProcess(
      executable: toolchain.compiler,
      arguments: arguments,
      workingDirectory: folder.url,
      environment: .compiler.setting(["TMPDIR": folder.url.path]),
      limits: RunLimits(time: Self.timeLimit)
    )
    let ending = try await process.run(
      output: folder.url.appending(path: "output"),
      errors: folder.url.appending(path: "errors")
    )
    return (ending, folder.text(of: "output") + folder.text(of: "errors"))
  }
}
