import Diagnostics
import Lessons
private import Markdown

/// What is known of the statements of an example that fail, as the comments behind them say.
struct ExampleFailures: Sendable {
  /// Those that the compiler refuses.
  var confirmed: [ExpectedFailure.Confirmed] = []
  /// The example with one of those that are to stop its program, for each of them.
  var trials: [ExampleCandidate] = []

  /// The verdict on an example: on the candidate without what fails, given the verdicts on all candidates that
  /// ran, by their numbers, and the example's page.
  func verdict(
    on candidate: ExampleCandidate,
    _ ran: [Int: ExampleVerdict],
    page: DocumentationPage
  ) -> ExampleVerdict {
    let expected = page.examples[candidate.example].failures
    var confirmed = confirmed
    for trial in trials {
      guard case .only(let index) = trial.failures else { continue }
      switch ran[trial.number] {
      case .stopped(_, crashes: true): confirmed.append(expected[index].confirmed)
      case .ran where expected[index].isCertain:
        let fault = page.fault(
          "example-completes",
          "this runs, though the comment says that it stops the program",
          expected[index],
          of: candidate.example
        )
        return .refused([fault])
      default: continue
      }
    }
    switch ran[candidate.number] {
    case .ran(var result, var again):
      (result.failures, again.failures) = (confirmed, confirmed)
      return .ran(result, again: again)
    case let other?: return other
    case nil: return .compiles(without: confirmed)
    }
  }
}

extension ExampleCompiler {
  /// The statements of a candidate's example that are to fail.
  func failures(in candidate: ExampleCandidate) -> [ExpectedFailure] {
    pages[candidate.page].examples[candidate.example].failures
  }
}

extension DocumentationPage {
  /// The fault that a statement of an example does not fail as the comment behind it says.
  func fault(
    _ identifier: String,
    _ message: String,
    _ failure: ExpectedFailure,
    of example: Int
  ) -> Diagnostic {
    let code = lesson.units[example].swift
    let offset = failure.statement.lowerBound
    let place = SourceRange(
      line: code.lineNumber(of: offset),
      column: code.column(of: offset),
      length: 1
    )
    return Diagnostic(identifier, message, at: lesson.file.location(place))
  }
}
