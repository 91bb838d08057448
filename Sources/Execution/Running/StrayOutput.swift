import Diagnostics
import Lessons
import SwiftReading

/// What a task printed after the cell that began it: it is shown under the cell that ran meanwhile, and
/// may be elsewhere the next time.
struct StrayOutput {
  let diagnostics: [Diagnostic]

  /// Functions of earlier cells that a later cell calls in its own tasks are no stray output: only what
  /// closures print in which their cell has begun a task.
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
  /// Whether a place is in a closure, and in no function or type.
  fileprivate func isInClosure(_ offset: Int) -> Bool {
    let kinds = bodies(around: offset).map(\.kind)
    return kinds.contains(.closure)
      && !kinds.contains { $0 == .function || $0 == .type || $0 == .accessors }
  }
}
