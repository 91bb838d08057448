import Basics
import Diagnostics
import LessonProtocol
import Lessons
private import Markdown
import SwiftReading

/// Why a program did not reach its end, reported at the statement where it stopped.
struct RunFault {
  let lesson: Lesson
  /// The last unit that the program reached.
  let unit: Int?
  let ending: ChildProcess.Ending
  /// What the program wrote on standard error.
  let errors: String
  let trace: StatementTrace
  let limits: RunLimits

  var diagnostic: Diagnostic { described.adding(callers) }

  private var described: Diagnostic {
    switch ending {
    case .stopped(let excess): return stopped(excess)
    case .exited(LessonExitCode.recordsLost):
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
      guard let words = RuntimeWords(errors, ending) else {
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
      let origin = words.origin.flatMap { $0.hasPrefix("\(fileName):") ? nil : $0 }
      return Diagnostic(
        "lesson-trapped",
        words.message,
        at: place,
        notes: origin.map { [Diagnostic.Note("it stopped in \($0)")] } ?? []
      )
    }
  }

  /// Why the program trapped; `nil` if it did not.
  var trapReason: String? {
    switch ending {
    case .exited(0), .stopped: nil
    case .exited, .signalled: RuntimeWords(errors, ending)?.message ?? ending.reason
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

  private var fileName: String {
    lesson.file.path.split(separator: "/").last.map(String.init) ?? ""
  }

  // MARK: Places

  /// The statements that were running, innermost last, and where they are in the lesson.
  private var statements: [(unit: Int, range: SourceRange)] {
    var places = trace.running
    // Between two statements of a loop, no statement is running.
    if case .stopped = ending, trace.lastEnded, let last = trace.last,
      let place = place(inLoopAround: last)
    {
      places.append(place)
    }
    let running = places.compactMap(statement) + [thrower].compactMap(\.self)
    // An error thrown at the top level is not traced: its `throw` comes after what ended last.
    return running.isEmpty ? trace.last.flatMap(following).map { [$0] } ?? [] : running
  }

  /// The `throw` of an uncaught error, which the trace does not hold: it follows what ended last, or begins a
  /// branch whose condition ended last.
  private var thrower: (unit: Int, range: SourceRange)? {
    guard trace.lastEnded, let last = trace.last, let (unit, range) = found(at: last),
      RuntimeWords(errors, ending)?.isOfError ?? false
    else { return nil }
    let code = lesson.units[unit].swift
    var thrower: SwiftStatement?
    code.source.visit { statement, body in
      guard statement.range.lowerBound == range.lowerBound else { return }
      let next = body.statements.first { $0.range.lowerBound >= statement.range.upperBound }
      let inner = statement.bodies.flatMap {
        $0.kind == .cases ? $0.statements : [$0.statements.first].compactMap(\.self)
      }
      thrower = (inner + [next].compactMap(\.self)).first {
        code.source.text(of: code.source.tokens[$0.tokens.lowerBound]) == "throw"
      }
    }
    return thrower.flatMap { thrower in
      let start = thrower.range.lowerBound
      return statement(
        at: StatementTrace.Place(line: code.lineNumber(of: start), column: code.column(of: start))
      )
    }
  }

  /// The top-level statement after the one at a place, or that one if it is the last.
  private func following(_ place: StatementTrace.Place) -> (unit: Int, range: SourceRange)? {
    guard let (unit, range) = found(at: place) else { return nil }
    let code = lesson.units[unit].swift
    let next = code.source.statements.first {
      $0.range.lowerBound >= range.upperBound && !$0.isDeclaration && $0.kind != .directive
    }
    guard let next, trace.lastEnded else { return statement(at: place) }
    let start = next.range.lowerBound
    return statement(
      at: StatementTrace.Place(line: code.lineNumber(of: start), column: code.column(of: start))
    )
  }

  /// The statement that was running, or the first of its unit if none had begun.
  private var place: Diagnostic.Location {
    if let innermost = statements.last, isReached(innermost.unit) {
      return lesson.file.location(innermost.range)
    }
    guard let unit else { return Diagnostic.Location(file: lesson.file.path) }
    return lesson.units[unit].location(in: lesson.file)
  }

  /// The top-level statement that called the one that was running.
  private var callers: [Diagnostic.Note] {
    let running = statements
    guard let outermost = running.last(where: { $0.unit == unit }), let innermost = running.last,
      outermost.range != innermost.range, outermost.unit != innermost.unit,
      isReached(innermost.unit)
    else { return [] }
    return [Diagnostic.Note("it was called here", at: lesson.file.location(outermost.range))]
  }

  private func isReached(_ other: Int) -> Bool { unit.map { other <= $0 } ?? true }

  private func statement(at place: StatementTrace.Place) -> (unit: Int, range: SourceRange)? {
    guard let (unit, statement) = found(at: place) else { return nil }
    let code = lesson.units[unit].swift
    let start = SourcePosition(line: place.line, column: place.column)
    let first = code.source.line(of: statement.lowerBound)
    let isWithinLine = code.source.line(of: statement.upperBound) == first
    let end = isWithinLine ? start.column + statement.count : lineEnd(place.line)
    return (unit, SourceRange(start, SourcePosition(line: place.line, column: end)))
  }

  private func lineEnd(_ line: Int) -> Int { lesson.file.line(line).utf8.count + 1 }

  /// The place itself if it is in the body of a loop; in the head of the innermost loop, the first statement
  /// of the body, if there is one; `nil` outside of loops.
  private func place(inLoopAround place: StatementTrace.Place) -> StatementTrace.Place? {
    guard let (unit, range) = found(at: place) else { return nil }
    let code = lesson.units[unit].swift
    var loop: SwiftStatement?
    code.source.visit { statement, _ in
      let word = code.source.text(of: code.source.tokens[statement.head])
      let isLoop = statement.kind == .control && ["while", "for", "repeat"].contains(word)
      if isLoop, statement.range.contains(range.lowerBound) { loop = statement }
    }
    guard let loop, let body = loop.bodies.last(where: { $0.kind == .block }),
      let first = body.statements.first(where: { !$0.isDeclaration })
    else { return loop == nil ? nil : place }
    guard range.lowerBound < first.range.lowerBound else { return place }
    let start = first.range.lowerBound
    return StatementTrace.Place(line: code.lineNumber(of: start), column: code.column(of: start))
  }

  /// The unit at a place of the file, and the range from there to the end of the innermost statement.
  private func found(at place: StatementTrace.Place) -> (unit: Int, range: Range<Int>)? {
    for (index, unit) in lesson.units.enumerated() {
      guard let lines = unit.lines, lines.contains(place.line),
        let offset = unit.swift.offset(line: place.line - lines.lowerBound, column: place.column),
        unit.swift.source.tokens.contains(where: { $0.range.lowerBound == offset })
      else { continue }
      var range: Range<Int>?
      unit.swift.source.visit { statement, _ in
        if statement.range.contains(offset) { range = offset..<statement.range.upperBound }
      }
      return (index, range ?? offset..<offset)
    }
    return nil
  }
}

/// The runtime's own words for why it stops a program.
struct RuntimeWords {
  let message: String
  /// The file and line that it names.
  let origin: String?

  private static let ofError = "an error that nothing caught: "

  /// Whether the message reports an uncaught error.
  var isOfError: Bool { message.hasPrefix(Self.ofError) }

  /// `nil` if the runtime says nothing.
  init?(_ errors: String, _ ending: ChildProcess.Ending) {
    let lines = errors.split(separator: "\n")
    let kinds = /^(.*?):(\d+): ((?:Fatal error|Precondition failed|Assertion failed)(?:: .*)?)$/
    for (index, line) in lines.enumerated() {
      guard let match = line.wholeMatch(of: kinds) else { continue }
      // The lines that follow belong to the message too, since its author may have written several.
      let rest = lines[(index + 1)...].prefix { !$0.hasPrefix("Current stack trace:") }
      message =
        ([match.output.3] + rest).joined(separator: "\n")
        .replacing("Fatal error: Error raised at top level: ", with: Self.ofError)
        .withoutAddresses.withoutLessonModules
      // A place in the standard library does not help the author.
      let module = match.output.1.split(separator: "/").first ?? ""
      origin =
        module == "Swift" || module.hasPrefix("_") && !module.hasPrefix(ProgramPart.modulePrefix)
        ? nil : "\(match.output.1):\(match.output.2)".withoutLessonModuleFolder
      return
    }
    let starts = [
      "Could not cast", "Fatal error", "Fatal access conflict", "Simultaneous accesses",
      "Object 0x",
    ]
    let said =
      lines.first { line in starts.contains { line.hasPrefix($0) } }
      ?? (ending.isAborted ? lines.last : nil)
    guard let said else { return nil }
    message = String(said).withoutAddresses.withoutLessonModules
    origin = nil
  }
}

extension String {
  /// The text without addresses, which differ in every run.
  fileprivate var withoutAddresses: String {
    replacing(/\s\(0x[0-9a-f]+\)/, with: "")
      .replacing(/(accesses\ to)\ 0x[0-9a-f]+/) { "\($0.output.1) the same memory" }
      .replacing(/\s0x[0-9a-f]+/, with: "")
  }

  /// `01-first.md:12` for `__lesson_1/01-first.md:12`.
  fileprivate var withoutLessonModuleFolder: String {
    replacing(/^__lesson_[0-9]+\//, with: "")
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
