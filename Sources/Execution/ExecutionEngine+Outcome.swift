package import Diagnostics
package import Foundation
package import Lessons

extension ExecutionEngine {
  /// What running one lesson gave.
  package struct Outcome: Sendable {
    /// A result for each of the lesson's units; those that a fault has cost are missing.
    package let results: LessonResults
    package let diagnostics: [Diagnostic]
    /// What its programs gave when they ran a second time; `nil` where one of them ran once.
    package let again: LessonResults?
    /// What its programs have looked at.
    package let files: [NotedFile]
    /// Whether it has programs, and none of them ran: all of it is what is kept.
    package let isKept: Bool
  }

  /// How often a lesson's programs are to have run.
  package enum Repetition: Sendable {
    case once
    /// Twice, if they are to run at all.
    case twiceIfNew
    /// Twice, and if they once ran once, they run anew.
    case twice
  }
}

extension ExecutionEngine.Outcome {
  /// Whether what the programs have looked at is as it was; they ran in that folder.
  package func isCurrent(in content: URL) -> Bool { files.allSatisfy { $0.isCurrent(in: content) } }
}
