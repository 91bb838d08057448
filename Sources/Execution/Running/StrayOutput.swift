import Diagnostics
import Lessons
import SwiftReading

/// The output of a task after the cell that started it: it is shown under the cell that ran meanwhile, and
/// may be elsewhere the next time.
struct StrayOutput {
  let diagnostics: [Diagnostic]

  /// Only output from closures whose own cell started the task is stray: functions of earlier cells may be
  /// called from a later cell's tasks.
  init(_ records: ProgramRecords, of lesson: Lesson) {
    var lines: Set<Int> = []
    diagnostics = records.strayPrints.compactMap { stray in
      guard let unit = lesson.units.firstIndex(where: { $0.lines?.contains(stray.line) ?? false }),
        unit < stray.unit, let first = lesson.units[unit].lines?.lowerBound,
        let offset = lesson.units[unit].swift.offset(
          line: stray.line - first,
          column: stray.column
        ),
        lesson.units[unit].swift.source.isInClosure(offset), lines.insert(stray.line).inserted
      else { return nil }
      return Diagnostic(
        .warning,
        "task-outlives-cell",
        "a task prints this while a later cell runs, and may print it elsewhere the next time",
        at: lesson.file.location(line: stray.line),
        notes: [Diagnostic.Note("await the task in the cell that begins it")]
      )
    }
  }
}

extension SwiftSource {
  /// Whether a place is in a closure but not in a function or type.
  fileprivate func isInClosure(_ offset: Int) -> Bool {
    let kinds = bodies(around: offset).map(\.kind)
    return kinds.contains(.closure)
      && !kinds.contains { $0 == .function || $0 == .type || $0 == .accessors }
  }
}
