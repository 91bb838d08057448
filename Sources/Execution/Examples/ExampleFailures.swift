import Diagnostics
import Lessons
private import Markdown

/// What is known of the statements of an example that fail, as the comments behind them say.
struct ExampleFailures: Sendable {
  /// Those that the compiler refuses.
  var confirmed: [ExpectedFailure.Confirmed] = []
  /// The example with one of those that are to stop its program, for each of them.
  var trials: [ExampleCandidate] = []

  /// The verdict on an example.
  ///
  /// - Parameters:
  ///   - candidate: the example without what fails.
  ///   - ran: the verdicts on the candidates that ran, by their numbers.
  ///   - page: the example's page.
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
      case .stopped: confirmed.append(expected[index].confirmed)
      case .ran where expected[index].isCertain:
        return .refused([completes(expected[index], candidate, page)])
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

  private func completes(
    _ failure: ExpectedFailure,
    _ candidate: ExampleCandidate,
    _ page: DocumentationPage
  ) -> Diagnostic {
    let code = page.lesson.units[candidate.example].swift
    return Diagnostic(
      "example-completes",
      "this runs, though the comment says that it stops the program",
      at: page.lesson.file.location(code.start(of: failure))
    )
  }
}

extension UnitCode {
  /// The first character of a statement that is to fail.
  func start(of failure: ExpectedFailure) -> SourceRange {
    let offset = failure.statement.lowerBound
    return SourceRange(line: lineNumber(of: offset), column: column(of: offset), length: 1)
  }
}
