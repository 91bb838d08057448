import Diagnostics
import Lessons

extension ProgramRun {
  /// The results of a lesson's units, as far as the program got: a unit in which it stopped has none.
  ///
  /// Complexity: O(n) in the size of the records.
  func results(of lesson: Lesson) -> [Int: UnitResult] {
    var reached = records.units.enumerated().filter {
      lesson.units.indices.contains($0.element.index)
    }
    if !isComplete { reached = reached.dropLast() }
    // Output that is deferred to the end of the program is attributed to the last cell.
    let lastCell = reached.last {
      if case .cell = lesson.units[$0.element.index] { true } else { false }
    }
    var results: [Int: UnitResult] = [:]
    for (position, unit) in reached {
      results[unit.index] = UnitResult(
        values: lesson.units[unit.index].ownValues(of: unit),
        printed: printed(byUnitAt: position, withDeferred: position == lastCell?.offset),
        outputs: lesson.units[unit.index].ownOutputs(of: records) {
          PrintedText(printed(in: $0)).text
        },
        errors: errors(byUnitAt: position)
      )
    }
    return results
  }
}
