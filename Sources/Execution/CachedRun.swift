import Diagnostics
import Lessons

/// A lesson's results as the cache keeps them, with the compiler's warnings in places that do not
/// move when the prose around the code does.
struct CachedRun: Codable {
  private struct Warning: Codable {
    let unit: Int
    /// Lines from the first of the unit.
    let line: Int
    let column: Int
    let message: String
  }

  let results: LessonResults
  private let warnings: [Warning]

  init(_ results: LessonResults, warnings: [Diagnostic], of lesson: Lesson) {
    self.results = results
    self.warnings = warnings.compactMap { warning in
      guard let start = warning.location?.range.start,
        let unit = lesson.units.firstIndex(where: { $0.lines?.contains(start.line) ?? false }),
        let lines = lesson.units[unit].lines
      else { return nil }
      return Warning(
        unit: unit,
        line: start.line - lines.lowerBound,
        column: start.column,
        message: warning.message
      )
    }
  }

  /// The warnings, where the lesson's units stand now.
  func diagnostics(in lesson: Lesson) -> [Diagnostic] {
    warnings.compactMap { warning in
      guard lesson.units.indices.contains(warning.unit),
        let lines = lesson.units[warning.unit].lines
      else { return nil }
      let place = SourceRange(line: lines.lowerBound + warning.line, column: warning.column)
      return Diagnostic(
        .warning,
        "swift-warning",
        warning.message,
        at: lesson.file.location(place)
      )
    }
  }
}
