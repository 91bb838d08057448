package import Diagnostics
package import Foundation
package import Lessons

extension ExecutionEngine {
  /// The outcome of running one lesson.
  package struct Outcome: Sendable {
    /// A result for each of the lesson's units; results lost to a fault are missing.
    package let results: LessonResults
    package let diagnostics: [Diagnostic]
    /// The results of the second run of its programs; `nil` if one of them ran only once.
    package let again: LessonResults?
    /// The files that its programs looked at.
    package let files: [NotedFile]
    /// Whether it has programs and none of them ran: all results were kept from earlier runs.
    package let isKept: Bool
  }

  /// How many times a lesson's programs must have run.
  package enum Repetition: Sendable {
    case once
    /// Twice, if they have to run at all.
    case twiceIfNew
    /// Twice, even if results of a single run are kept.
    case twice
  }
}

extension ExecutionEngine.Outcome {
  /// Whether the files that the programs looked at are unchanged; `content` is where they ran.
  package func isCurrent(in content: URL) -> Bool { files.allSatisfy { $0.isCurrent(in: content) } }
}
