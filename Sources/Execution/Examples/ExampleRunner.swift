import Basics
import Diagnostics
import Foundation
import LessonProtocol
import Lessons

/// Runs examples that compile: those that fit are one program, of which each run is a process of its own.
struct ExampleRunner: Sendable {
  let compiler: ExampleCompiler
  let linker: ModuleLinker
  let execution: ProgramExecution

  private static let program = "examples"

  /// The verdicts on examples that run, by the candidates' numbers.
  func verdicts(_ candidates: [ExampleCandidate]) async throws -> [Int: ExampleVerdict] {
    let apart = candidates.filter { $0.place == .file }.map { [$0] }
    let merged = candidates.filter { $0.place == .function }
    // Values that are reported live longer than others do, so they are reported only where they are asked for.
    let parts = [merged.filter { reportsValues($0) }, merged.filter { !reportsValues($0) }]
    let batches = apart + parts.filter { !$0.isEmpty }
    let found = try await concurrentMap(batches, atMost: compiler.jobs) { batch in
      return try await verdicts(of: batch)
    }
    return found.reduce(into: [:]) { all, some in all.merge(some) { $1 } }
  }

  /// The verdicts on the examples of one program.
  private func verdicts(of batch: [ExampleCandidate]) async throws -> [Int: ExampleVerdict] {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    guard let program = try await build(batch, in: folder) else {
      // Reporting values is what the compiler refuses: the examples compile, as was seen before.
      guard batch.count > 1 else {
        return [batch[0].number: .stopped("its values cannot be reported", crashes: false)]
      }
      let half = batch.count / 2
      let first = try await verdicts(of: Array(batch[..<half]))
      return first.merging(try await verdicts(of: Array(batch[half...]))) { $1 }
    }
    let results = try await concurrentMap(batch, atMost: compiler.jobs) { candidate in
      let own = try TemporaryFolder()
      defer { own.remove() }
      let chosen = [LessonEnvironment.example: String(candidate.number)]
      let units = candidate.units.count
      let run = try await execution.run(program, units: units, in: own, chosen)
      guard run.isComplete else { return (candidate.number, verdict(on: candidate, run, run)) }
      var verdict = verdict(on: candidate, run, run)
      for _ in 0..<repetitions(of: candidate) {
        let again = try await execution.run(
          program,
          units: units,
          in: own,
          chosen.merging(Self.otherOrder) { $1 }
        )
        // What does not end in each run is not compared.
        guard again.isComplete else { return (candidate.number, Self.stop(again)) }
        verdict = verdict.repeated(self.verdict(on: candidate, run, again))
      }
      return (candidate.number, verdict)
    }
    return Dictionary(results) { $1 }
  }

  /// Sets and dictionaries have a different order in every process.
  private static let otherOrder = ["SWIFT_DETERMINISTIC_HASHING": "0"]

  /// How often an example runs again: two elements without an order come in the same one every other time.
  private func repetitions(of candidate: ExampleCandidate) -> Int {
    code(of: candidate).promises.contains { $0.text.hasPrefix("[") || $0.form == .list } ? 5 : 1
  }

  private func code(of candidate: ExampleCandidate) -> UnitCode {
    compiler.pages[candidate.page].lesson.units[candidate.example].swift
  }

  /// Whether a candidate promises more than what it prints.
  private func reportsValues(_ candidate: ExampleCandidate) -> Bool {
    code(of: candidate).promises.contains { $0.isOfValue }
  }

  private func verdict(
    on candidate: ExampleCandidate,
    _ run: ProgramRun,
    _ again: ProgramRun
  ) -> ExampleVerdict {
    let lesson = compiler.pages[candidate.page].lesson
    guard let result = run.results(of: lesson)[candidate.example] else {
      return Self.stop(run)
    }
    let other = again.results(of: lesson)[candidate.example]
    return .ran(result, again: other ?? UnitResult(ending: .missing))
  }

  private static func stop(_ run: ProgramRun) -> ExampleVerdict {
    switch run.ending {
    case .exited(0): .stopped("it exits", crashes: false)
    case .signalled: .stopped(run.ending.reason, crashes: true)
    case .exited, .stopped: .stopped(run.ending.reason, crashes: false)
    }
  }

  /// The program of some candidates, without the probes that the compiler refuses; `nil` if it refuses more.
  private func build(
    _ batch: [ExampleCandidate],
    in folder: TemporaryFolder
  ) async throws -> URL? {
    let library = try await linker.library
    let inputs =
      library.map { [$0.path, "-lm"] } ?? compiler.modules.modules.flatMap(\.objects)
    var unwanted: Set<Int> = []
    while true {
      let sources = ExampleSources(batch, of: compiler.pages, .results(without: unwanted))
      try sources.write(to: folder.url)
      let (ending, output) = try await compiler.run(
        ["-Onone", "-wmo"] + ExampleCompiler.flags + compiler.languageArguments
          + (batch.contains(where: reportsValues) ? LessonCompiler.transform : []) + sources.names
          + compiler.modules.searchArguments
          + compiler.common + inputs + compiler.toolchain.linkerArguments + ["-o", Self.program],
        in: folder
      )
      if ending == .exited(0) { return folder.url.appending(path: Self.program) }
      let refused = Set(sources.messages(in: output).compactMap(\.probe))
      guard !refused.isSubset(of: unwanted) else { return nil }
      unwanted.formUnion(refused)
    }
  }
}
