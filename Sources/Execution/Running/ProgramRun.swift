import Diagnostics
import Foundation

/// What a run left behind.
struct ProgramRun {
  let ending: ChildProcess.Ending
  let records: ProgramRecords
  let printed: Data
  let errors: ErrorOutput
  /// The statements that were running when it ended; none where it was not made to note them.
  let trace: StatementTrace

  /// Whether it came to its end.
  var isComplete: Bool { ending == .exited(0) && records.end != nil }

  /// The same run with what another that ended alike has noted.
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

  /// What a unit printed, up to the next one or to the end of the run; with what was deferred to the
  /// program's end, if that is its own.
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

  /// What a unit wrote on standard error; of one that stopped the program, before that.
  func errors(byUnitAt position: Int) -> PrintedText {
    let next = position + 1 < records.units.count ? records.units[position + 1].errorsFrom : nil
    let end = next ?? records.errorsEnd
    return errors.text(from: records.units[position].errorsFrom, to: end)
  }
}
