import Diagnostics
import Lessons
private import Markdown

/// The results and diagnostics of a lesson, with the warnings that its cells announce as results.
struct AnnouncedWarnings {
  let units: [UnitResult]
  let diagnostics: [Diagnostic]

  /// - Complexity: O(n·m) for n diagnostics and m units.
  init(_ diagnostics: [Diagnostic], of lesson: Lesson, _ units: [UnitResult]) {
    var (units, rest) = (units, diagnostics)
    for (index, unit) in lesson.units.enumerated() {
      guard case .cell(let cell) = unit else { continue }
      let isOwn = { (diagnostic: Diagnostic) in
        diagnostic.identifier == "swift-warning"
          && unit.contains(diagnostic)
      }
      guard cell.options.announcesWarnings else {
        // Code that is not run leaves much unused.
        if cell.options.fate == .compilesOnly { rest.removeAll(where: isOwn) }
        continue
      }
      guard units[index].ending == .completed else { continue }
      units[index].warnings = unit.messages(from: rest.filter(isOwn))
      rest.removeAll(where: isOwn)
      if units[index].warnings.isEmpty {
        rest.append(
          Diagnostic(
            "cell-compiles",
            "the compiler does not warn about this cell, though it is marked 'warns'",
            at: unit.location(in: lesson.file),
            notes: [
              Diagnostic.Note("remove 'warns', or write what the compiler is to warn about")
            ]
          )
        )
      }
    }
    self.units = units
    self.diagnostics = rest
  }
}
