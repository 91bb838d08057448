package import Diagnostics
import Lessons
import Markdown
import Weaving

/// Reports how a lesson differs from its recorded results.
package struct Drift {
  package private(set) var diagnostics: [Diagnostic] = []

  private let record: LessonRecord
  /// The most numbers of one value that are reported individually.
  private static let noteLimit = 32
  private static let remedy = "run 'literate regenerate'"

  /// Compares a lesson with its recorded results; `results` is `nil` if it has no readable results
  /// file.
  ///
  /// Complexity: O(n) in the size of both, times the number of values added or removed.
  package init(of record: LessonRecord, from results: RecordedResults?) {
    self.record = record
    if let results { compare(results) }
    for output in record.outputs { compare(output) }
    for promise in record.promises { compare(promise) }
    diagnostics += record.orphans
  }

  /// The fault of a lesson whose values are not recorded.
  package static func missingResults(of record: LessonRecord, inFile path: String) -> Diagnostic {
    let count = record.values.count == 1 ? "value" : "\(record.values.count) values"
    return Diagnostic(
      "missing-results",
      "the \(count) of this lesson \(record.values.count == 1 ? "is" : "are") not recorded: "
        + "there is no '\(path)'; \(remedy)",
      at: Diagnostic.Location(file: record.lesson.file.path)
    )
  }

  /// The fault of a results file that belongs to no lesson with values.
  package static func strayResults(inFile path: String) -> Diagnostic {
    Diagnostic(
      "stale-results",
      "these are values of no lesson; \(remedy)",
      at: Diagnostic.Location(file: path)
    )
  }

  // MARK: The results file

  private mutating func compare(_ results: RecordedResults) {
    let computed = record.values
    for pair in RecordAlignment(results.values, computed.map(\.value)).pairs {
      switch pair {
      case .recorded(let index):
        let expression = results.values[index].expression.cut
        report(
          "stale-value",
          "'\(expression)' is no longer there to have a value; \(Self.remedy)",
          at: results.location(of: index)
        )
      case .computed(let index):
        report(
          "unrecorded-value",
          "\(computed[index].title) is not recorded; \(Self.remedy)",
          at: computed[index].place
        )
      case .both(let old, let new):
        compare(results.values[old], computed[new])
      }
    }
  }

  private mutating func compare(_ recorded: RecordedValue, _ computed: LiveValue) {
    switch ValueComparison(recorded, computed).outcome {
    case .same: break
    case .changed(let how):
      report("value-changed", "\(computed.title) \(how)", at: computed.place)
    case .moved(let movements, let count):
      report(movements, of: count, as: computed.title, at: computed.place)
    }
  }

  // MARK: Text in the lesson

  private mutating func compare(_ output: LessonRecord.Output) {
    let file = record.lesson.file
    let recorded = output.fence.block.lines
    guard recorded.count == output.lines.count else {
      let texts = (recorded.map(\.text), output.lines.map(\.text))
      let difference = ValueComparison.difference(
        texts.0.joined(separator: "\n"),
        texts.1.joined(separator: "\n")
      )
      let counts = "\(recorded.count) → \(output.lines.count) lines"
      report(
        "output-changed",
        "the output \(difference) (\(counts))",
        at: file.location(line: output.fence.openingLine)
      )
      return
    }
    for (old, new) in zip(recorded, output.lines) {
      let text = CellOutput.lines(of: old.text).first ?? ""
      compare(text, new.text, output.tolerance.with(new.precision), at: old.start)
    }
  }

  private mutating func compare(_ promise: LessonRecord.Promise) {
    guard let result = promise.result else {
      diagnostics.append(promise.staleness(in: record.lesson))
      return
    }
    guard !promise.comment.isKept(by: result, promise.tolerance) else { return }
    let reading = promise.comment.readings.last ?? ""
    compare(reading, result, promise.tolerance, at: promise.start)
  }

  private mutating func compare(
    _ recorded: String,
    _ computed: String,
    _ tolerance: Tolerance,
    at start: SourcePosition
  ) {
    let comparison = TextComparison(recorded: recorded, computed: computed, tolerance)
    switch comparison.outcome {
    case .same: break
    case .changed:
      let difference = ValueComparison.difference(recorded, computed)
      report(
        "output-changed",
        "the output \(difference)",
        at: place(start, length: recorded.utf8.count)
      )
    case .moved(let movements):
      guard let first = movements.first else { return }
      let column = start.column + first.offset
      let numberStart = SourcePosition(line: start.line, column: column)
      report(
        movements,
        of: comparison.numberCount,
        as: "the output",
        at: place(numberStart, length: first.recorded.text.utf8.count)
      )
    }
  }

  // MARK: Reports

  private func place(_ start: SourcePosition, length: Int) -> Diagnostic.Location {
    record.lesson.file.location(
      SourceRange(line: start.line, column: start.column, length: length)
    )
  }

  private mutating func report(
    _ movements: [Movement],
    of count: Int,
    as title: String,
    at place: Diagnostic.Location
  ) {
    guard count > 1, let first = movements.first else {
      let how = movements.first?.description ?? ""
      report("value-moved", "\(title) has moved: \(how)", at: place)
      return
    }
    guard movements.count > 1 else {
      report(
        "value-moved",
        "\(title) has moved: number \(first.index + 1) of \(count): \(first.description)",
        at: place
      )
      return
    }
    var notes = movements.prefix(Self.noteLimit).map {
      Diagnostic.Note("number \($0.index + 1): \($0.description)")
    }
    let rest = movements.count - notes.count
    if rest > 0 { notes.append(Diagnostic.Note("and \(rest) more")) }
    diagnostics.append(
      Diagnostic(
        "value-moved",
        "\(title) has moved: \(movements.count) of \(count) numbers",
        at: place,
        notes: notes
      )
    )
  }

  private mutating func report(
    _ identifier: String,
    _ message: String,
    at place: Diagnostic.Location
  ) {
    diagnostics.append(Diagnostic(identifier, message, at: place))
  }
}

extension LessonRecord {
  /// The faults of outputs whose cell is gone.
  var orphans: [Diagnostic] {
    OutputFence.orphans(in: lesson).map { orphan in
      Diagnostic(
        "stale-output",
        "this output follows no cell; remove it, or put it right after its cell",
        at: lesson.file.location(line: orphan.range.start.line)
      )
    }
  }
}

extension LessonRecord.Promise {
  /// The position in the file at which the promised text begins.
  var start: SourcePosition {
    SourcePosition(
      line: cell.swift.lineNumber(of: comment.promise.lowerBound),
      column: cell.swift.column(of: comment.promise.lowerBound)
    )
  }

  /// The fault of a promise about something that is not printed.
  func staleness(in lesson: Lesson) -> Diagnostic {
    Diagnostic(
      "stale-promise",
      "nothing is printed that this could promise; remove the comment",
      at: lesson.file.location(
        SourceRange(line: start.line, column: start.column, length: comment.promise.count)
      )
    )
  }
}
