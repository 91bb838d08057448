import Diagnostics
import Lessons

/// Why a lesson's program did not come to its end, told at the place where it stopped.
struct RunFault {
  let lesson: Lesson
  let ending: ChildProcess.Ending
  /// What the program wrote on standard error.
  let errors: String
  let timeLimit: Duration

  /// The fault, told at the last unit that the program reached.
  func diagnostic(inUnit unit: Int?) -> Diagnostic {
    let place = location(ofUnit: unit)
    switch ending {
    case .timedOut:
      return Diagnostic(
        "lesson-timed-out",
        "the lesson's program was stopped here after \(timeLimit.inSeconds)",
        at: place,
        notes: [Diagnostic.Note("a cell may ask for more time with the option 'timeout=60s'")]
      )
    case .exited(0):
      return Diagnostic(
        "lesson-ended-early",
        "the program ended here, before the end of the lesson",
        at: place
      )
    case .exited, .signalled:
      guard let trap else {
        return Diagnostic(
          "lesson-stopped",
          "the program stopped here (\(ending.description))",
          at: place
        )
      }
      return Diagnostic("lesson-trapped", trap.message, at: trap.location ?? place)
    }
  }

  /// The first line of a trap or of an uncaught error, such as
  /// `LessonProgram/01-first.md:12: Precondition failed: reason`.
  private var trap: (message: String, location: Diagnostic.Location?)? {
    let kinds = /^(.*?):(\d+): (?:Fatal error|Precondition failed|Assertion failed)(?:: (.*))?$/
    for line in errors.split(separator: "\n") {
      guard let match = line.wholeMatch(of: kinds) else { continue }
      let reason = (match.output.3 ?? "the program trapped")
        .replacing("Error raised at top level: ", with: "an error that nothing caught: ")
        .replacing("LessonProgram.", with: "")
      let isOurs =
        match.output.1.split(separator: "/").last == lesson.file.path.split(separator: "/").last
      let location = isOurs ? Int(match.output.2).map { lesson.file.location(line: $0) } : nil
      return (String(reason), location)
    }
    return nil
  }

  private func location(ofUnit unit: Int?) -> Diagnostic.Location {
    guard let unit, lesson.units.indices.contains(unit), let lines = lesson.units[unit].lines
    else { return Diagnostic.Location(file: lesson.file.path) }
    return lesson.file.location(line: lines.lowerBound)
  }
}

extension Duration {
  /// For example `30 s` or `0.5 s`.
  fileprivate var inSeconds: String {
    let milliseconds = components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
    return milliseconds % 1000 == 0
      ? "\(milliseconds / 1000) s" : "\(Double(milliseconds) / 1000) s"
  }
}
