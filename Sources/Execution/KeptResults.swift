import Caching
import Diagnostics
import Lessons
private import Markdown

/// A program's results as the cache keeps them, with the compiler's warnings placed so that they do not move
/// when the prose around the code changes.
struct KeptResults: Sendable {
  /// The results of the plan's result units, in the plan's order.
  let results: [UnitResult]
  /// The compiler's messages, by the position of their unit in the plan.
  private let warnings: [Int: [CompilerMessage]]
  /// The files that the program looked at: the results are valid while these are unchanged.
  let files: [NotedFile]
  /// The second run's results: empty if they are the same, `nil` if it ran once.
  private let second: [UnitResult]?
  /// What the program's controls reach; `nil` if it has none.
  let reach: ControlReach?

  init(
    _ results: [UnitResult],
    warnings: [Diagnostic],
    _ notes: RunNotes,
    _ plan: ProgramPlan,
    of lesson: Lesson
  ) {
    self.results = results
    files = notes.files
    reach = notes.reach
    second = notes.again.map { $0.isSame(as: results) ? [] : $0 }
    var byUnit: [Int: [CompilerMessage]] = [:]
    for (position, unit) in plan.units.enumerated() {
      let messages = lesson.units[unit].messages(from: warnings)
      if !messages.isEmpty { byUnit[position] = messages }
    }
    self.warnings = byUnit
  }

  /// The results of the second run; `nil` if the program ran only once.
  var again: [UnitResult]? { second.map { $0.isEmpty ? results : $0 } }

  /// The warnings, at the current places of the lesson's units.
  func diagnostics(_ plan: ProgramPlan, of lesson: Lesson) -> [Diagnostic] {
    warnings.sorted { $0.key < $1.key }.flatMap { position, messages -> [Diagnostic] in
      guard plan.units.indices.contains(position) else { return [] }
      let code = lesson.units[plan.units[position]].code
      return messages.compactMap { message in
        guard message.severity == "warning", let place = message.place,
          code.indices.contains(place.line)
        else { return nil }
        let start = code[place.line].start
        let range = SourceRange(line: start.line, column: start.column + place.column - 1)
        return Diagnostic(
          .warning,
          "swift-warning",
          message.text,
          at: lesson.file.location(range)
        )
      }
    }
  }
}

extension KeptResults: Packable {
  func pack(into packer: inout Packer) {
    packer.append(results, warnings, files, second, reach)
  }

  init(from unpacker: inout Unpacker) throws {
    (results, warnings, files, second, reach) = try unpacker.values()
  }
}

extension [UnitResult] {
  /// Whether these show the same as others; types are not compared.
  fileprivate func isSame(as others: [UnitResult]) -> Bool {
    elementsEqual(others) {
      $0.values == $1.values && $0.printed == $1.printed && $0.ending == $1.ending
    }
  }
}

extension LessonUnit {
  /// The compiler's messages about the unit's own code, with their notes, sorted by place and text: the
  /// compiler's own order varies.
  func messages(from diagnostics: [Diagnostic]) -> [CompilerMessage] {
    func place(_ location: Diagnostic.Location?) -> CompilerMessage.Place? {
      guard let start = location?.range.start, let lines, lines.contains(start.line),
        location?.sourceLine.isEmpty == false
      else { return nil }
      let line = start.line - lines.lowerBound
      return CompilerMessage.Place(
        line: line,
        column: max(1, start.column - code[line].start.column + 1)
      )
    }
    func order(_ diagnostic: Diagnostic) -> (Int, Int, String) {
      let start = diagnostic.location?.range.start
      return (start?.line ?? 0, start?.column ?? 0, diagnostic.message)
    }
    return diagnostics.sorted { order($0) < order($1) }.flatMap { diagnostic -> [CompilerMessage] in
      guard let own = place(diagnostic.location) else { return [] }
      let message = CompilerMessage(
        severity: diagnostic.severity.rawValue,
        text: diagnostic.message,
        place: own
      )
      let notes = diagnostic.notes.map {
        CompilerMessage(severity: "note", text: $0.message, place: place($0.location))
      }
      return [message] + notes
    }
  }
}
