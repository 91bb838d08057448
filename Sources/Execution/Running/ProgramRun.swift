import Diagnostics
import Foundation

/// The data that a run left behind.
struct ProgramRun {
  let ending: ChildProcess.Ending
  let records: ProgramRecords
  let printed: Data
  let errors: ErrorOutput
  /// The statements that were running when it ended; none if it was not traced.
  let trace: StatementTrace

  /// Whether it ran to its end.
  var isComplete: Bool { ending == .exited(0) && records.end != nil }

  /// The same run with the trace of another that ended the same way.
  func traced(by other: ProgramRun) -> ProgramRun {
    guard other.ending == ending else { return self }
    return ProgramRun(
      ending: ending,
      records: records,
      printed: printed,
      errors: errors,
      trace: other.trace
    )
  }

  /// The output of a unit, up to the next one or the end of the run; optionally with the output that was
  /// deferred to the end of the program.
  func printed(byUnitAt position: Int, withDeferred: Bool = false) -> PrintedText {
    let units = records.units
    let start = units[position].printedFrom
    let end =
      position + 1 < units.count
      ? units[position + 1].printedFrom : records.end ?? printed.count
    var text = printed(in: start..<max(start, end))
    if withDeferred, let end = records.end, let exit = records.exit, exit > end {
      text += printed(in: end..<exit)
    }
    return PrintedText(text)
  }

  func printed(in range: Range<Int>) -> String {
    let bytes = printed.dropFirst(range.lowerBound).prefix(range.count)
    return String(decoding: bytes, as: UTF8.self).withoutLessonModules
  }

  /// The standard error output of a unit; for one that stopped the program, only up to the stop.
  func errors(byUnitAt position: Int) -> PrintedText {
    let next = position + 1 < records.units.count ? records.units[position + 1].errorsFrom : nil
    let end = next ?? records.errorsEnd
    return errors.text(from: records.units[position].errorsFrom, to: end)
  }
}
