package import Diagnostics
package import Lessons

/// What is known of an example.
package enum ExampleVerdict: Sendable {
  /// It is no program, or lacks what the documentation does not show.
  case omitted(Example.Omission, String?)
  /// It compiles, without the statements that fail as the comments behind them say.
  case compiles(without: [ExpectedFailure.Confirmed])
  /// It compiles and ran, twice: the second time, sets and dictionaries had another order.
  case ran(UnitResult, again: UnitResult)
  /// It compiles, but its program stopped before its end, for a reason.
  /// It crashes if a signal ended it: not for passing a limit, or because it exits.
  case stopped(String, crashes: Bool)
  /// It does not compile, although all that it needs is there.
  case refused([Diagnostic])
}

extension ExampleVerdict {
  /// The verdict with what differs in a further run, besides what differed before.
  func repeated(_ other: ExampleVerdict) -> ExampleVerdict {
    guard case .ran(let first, let second) = self, case .ran(_, let third) = other else {
      return other
    }
    return .ran(first, again: second.replacingWhatIsSame(as: first, by: third))
  }
}

extension UnitResult {
  /// The result, with each part that equals that of the first run replaced by that of a further run.
  fileprivate func replacingWhatIsSame(as first: UnitResult, by other: UnitResult) -> UnitResult {
    guard ending == first.ending, values.count == other.values.count,
      outputs.count == other.outputs.count, values.count == first.values.count,
      outputs.count == first.outputs.count
    else { return ending == first.ending ? other : self }
    var result = self
    for index in values.indices where values[index] == first.values[index] {
      result.values[index] = other.values[index]
    }
    for index in outputs.indices where outputs[index] == first.outputs[index] {
      result.outputs[index] = other.outputs[index]
    }
    if printed == first.printed { result.printed = other.printed }
    return result
  }
}

/// A page and what is known of its examples, in their order.
package struct PageVerdicts: Sendable {
  package let page: DocumentationPage
  package var verdicts: [ExampleVerdict]

  /// The page as a lesson whose only cells are the examples of which there is something to show,
  /// and the outcome.
  package var ranLesson: (lesson: Lesson, outcome: ExecutionEngine.Outcome) {
    var ran: Set<Int> = []
    var results: [UnitResult] = []
    var again: [UnitResult] = []
    var faults: [Diagnostic] = []
    for (unit, verdict) in zip(page.lesson.units, verdicts) {
      switch verdict {
      case .ran(let first, let second):
        ran.insert(unit.element)
        results.append(first)
        again.append(second)
      case .compiles(let failures) where !failures.isEmpty && !page.promises(unit):
        ran.insert(unit.element)
        results.append(UnitResult(failures: failures))
        again.append(UnitResult(failures: failures))
      case .refused(let refused): faults += refused
      case .omitted, .compiles, .stopped: continue
      }
    }
    let outcome = ExecutionEngine.Outcome(
      results: LessonResults(units: results),
      diagnostics: faults,
      again: LessonResults(units: again),
      files: [],
      isKept: false
    )
    return (page.lesson.only { ran.contains($0.element) }, outcome)
  }

  /// The results of the page's lesson, in the first run and in the second; those of examples that did not
  /// run to their end are missing.
  package var results: (first: LessonResults, again: LessonResults) {
    let pairs = verdicts.map { verdict in
      if case .ran(let result, let again) = verdict { return (result, again) }
      return (UnitResult(ending: .missing), UnitResult(ending: .missing))
    }
    return (LessonResults(units: pairs.map(\.0)), LessonResults(units: pairs.map(\.1)))
  }
}
