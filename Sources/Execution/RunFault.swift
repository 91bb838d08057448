import Diagnostics
import Lessons
private import Markdown

/// Why a program did not come to its end, told at the place where it stopped.
struct RunFault {
  let lesson: Lesson
  /// The last unit that the program reached.
  let unit: Int?
  let ending: ChildProcess.Ending
  /// What the program wrote on standard error.
  let errors: String
  /// The last line that computed a value; 0 where none did.
  let lastLine: Int
  let limits: RunLimits

  /// The exit code of a program whose runtime cannot write its records (`RecordWriter`).
  private static let recordsLost: Int32 = 113

  var diagnostic: Diagnostic {
    switch ending {
    case .stopped(let excess): return stopped(excess)
    case .exited(Self.recordsLost):
      return Diagnostic(
        "lesson-lost-its-records",
        "the program closed the file that its values are written to",
        at: place
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
          "the program stopped here: \(ending.reason)",
          at: place,
          notes: ending.isOfMemory
            ? [
              Diagnostic.Note(
                "its stack may grow to \(size(limits.stack)); literate.yml may allow a deeper "
                  + "recursion: 'stackLimit: 64 MiB'"
              )
            ] : []
        )
      }
      return Diagnostic("lesson-trapped", trap.message, at: trap.location ?? place)
    }
  }

  /// Why the program trapped; `nil` where it did not.
  var trapReason: String? {
    switch ending {
    case .exited(0), .stopped: nil
    case .exited, .signalled: trap?.message ?? ending.reason
    }
  }

  private func stopped(_ excess: RunLimits.Excess) -> Diagnostic {
    let (identifier, what, setting): (String, String, String) =
      switch excess {
      case .time: ("lesson-timed-out", "after \(limits.time.inSeconds)", "timeLimit: 60s")
      case .output:
        ("lesson-floods", "after it printed more than \(size(limits.output))", "outputLimit: 4 MiB")
      case .memory:
        (
          "lesson-eats-memory", "at more than \(size(limits.memory)) of memory",
          "memoryLimit: 4 GiB"
        )
      case .processes:
        (
          "lesson-forks", "at more than \(limits.processes ?? 0) processes", "processLimit: 64"
        )
      }
    let note =
      excess == .time
      ? "a cell may ask for more time with the option 'timeout=60s'"
      : "literate.yml may allow more: '\(setting)'"
    return Diagnostic(
      identifier,
      "the lesson's program was stopped here \(what)",
      at: place,
      notes: [Diagnostic.Note(note)]
    )
  }

  private func size(_ bytes: Int?) -> String { ByteCount.text(bytes ?? 0) }

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

  /// The first line of code behind the last one that computed a value; where none in the unit did,
  /// its first.
  private var place: Diagnostic.Location {
    guard let unit else { return Diagnostic.Location(file: lesson.file.path) }
    let code = lesson.units[unit].code
    let isReached = code.contains { $0.start.line == lastLine }
    let next = code.first { line in
      line.start.line > lastLine && !line.text.isComment
    }
    guard isReached, let next else { return lesson.units[unit].location(in: lesson.file) }
    return lesson.file.location(line: next.start.line)
  }
}

extension String {
  /// Whether the line holds no code but a comment, the end of a block, or nothing.
  fileprivate var isComment: Bool {
    let text = drop(while: \.isWhitespace)
    return text.isEmpty || text.hasPrefix("//") || text.allSatisfy { "})] ".contains($0) }
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
