import ArgumentParser
import Diagnostics
import Foundation

/// How the work of a command ended.
enum JobOutcome: Sendable {
  case done(summary: String)
  /// At least one error; the summary says what was done nevertheless.
  case faulty([Diagnostic], summary: String? = nil)
  case interrupted

  /// The outcome of some work, including what it throws.
  static func of(_ work: () async throws -> JobOutcome) async -> JobOutcome {
    do {
      return try await work()
    } catch let error as DiagnosticError {
      return .faulty(error.diagnostics)
    } catch {
      return error is CancellationError || Task.isCancelled
        ? .interrupted : .faulty([Diagnostic("tool-failure", "\(error.localizedDescription)")])
    }
  }

  /// The outcome of this work and of some more.
  func joined(with other: JobOutcome) -> JobOutcome {
    switch (self, other) {
    case (.interrupted, _), (_, .interrupted): return .interrupted
    case (.done(let first), .done(let second)): return .done(summary: "\(first)\n\(second)")
    case (.done(let first), .faulty(let faults, let second)),
      (.faulty(let faults, let second), .done(let first)):
      return .faulty(faults, summary: [first, second].compactMap(\.self).joined(separator: "\n"))
    case (.faulty(let faults, let first), .faulty(let others, let second)):
      let summary = [first, second].compactMap(\.self).joined(separator: "\n")
      return .faulty(faults + others, summary: summary)
    }
  }

  /// Prints the outcome, and ends the command with its exit code.
  func conclude(on console: Console) throws {
    console.clearProgress()
    switch self {
    case .done(let summary):
      console.print(summary)
    case .faulty(let diagnostics, let summary):
      console.report(diagnostics)
      if let summary { console.print(summary) }
      throw ExitCode(for: diagnostics)
    case .interrupted:
      throw ExitCode.interrupted
    }
  }
}

extension ExitCode {
  /// An error without a location is not the content's fault.
  init(for diagnostics: [Diagnostic]) {
    let isOurs = diagnostics.contains { $0.severity == .error && $0.location == nil }
    self = isOurs ? .toolFailure : .contentFault
  }
}
