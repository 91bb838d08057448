package import Diagnostics
private import Lessons
private import Markdown
import Weaving

/// Updates the recorded results of a lesson: the new contents of its files.
package struct Regeneration: Sendable {
  /// The numbers of differences from what was recorded.
  package struct Counts: Sendable, Equatable {
    package var outputs = 0
    package var promises = 0
    package var moved = 0
    package var added = 0
    package var removed = 0
  }

  /// The new Markdown; `nil` if it stays as it is.
  package private(set) var text: String?
  /// The edits that make it.
  package private(set) var edits: [LineEdit] = []
  /// The values for the results file; `nil` if there are none and there should be no file.
  package let values: [RecordedValue]?
  package private(set) var counts = Counts()
  /// The results that could not be updated.
  package private(set) var faults: [Diagnostic] = []

  private let record: LessonRecord

  /// Rewrites results that no longer hold; those within tolerance stay as recorded.
  ///
  /// Complexity: O(n) in the size of the lesson and of its results.
  package init(of record: LessonRecord, from results: RecordedResults?) {
    self.record = record
    var counts = Counts()
    values = Self.values(record.values, results, &counts)
    self.counts = counts
    faults = record.orphans
    edits = record.outputs.flatMap { outputEdits($0) } + promiseEdits()
    guard !edits.isEmpty else { return }
    let file = record.lesson.file
    let new = SourceFile(path: file.path, text: LineEdit.apply(edits, to: file.text))
    faults += RegenerationCheck(record, edited: new).faults
    text = new.text
  }

  private static func values(
    _ computed: [LiveValue],
    _ results: RecordedResults?,
    _ counts: inout Counts
  ) -> [RecordedValue]? {
    let recorded = results?.values ?? []
    var values: [RecordedValue] = []
    for pair in RecordAlignment(recorded, computed.map(\.value)).pairs {
      switch pair {
      case .recorded: counts.removed += 1
      case .computed(let index):
        counts.added += 1
        values.append(computed[index].value)
      case .both(let old, let new):
        let comparison = ValueComparison(recorded[old], computed[new])
        if comparison.outcome != .same { counts.moved += 1 }
        values.append(comparison.outcome == .same ? recorded[old] : comparison.merged)
      }
    }
    return values.isEmpty ? nil : values
  }

  private mutating func outputEdits(_ output: LessonRecord.Output) -> [LineEdit] {
    let lines = output.lines(keeping: output.fence.block.lines.map(\.text))
    let edits = output.fence.edits(toHold: lines, in: record.lesson)
    if !edits.isEmpty { counts.outputs += 1 }
    return edits
  }

  private mutating func promiseEdits() -> [LineEdit] {
    let file = record.lesson.file
    var edits: [LineEdit] = []
    for promise in record.promises {
      guard let result = promise.result else {
        faults.append(promise.staleness(in: record.lesson))
        continue
      }
      guard !promise.comment.isKept(by: result, promise.tolerance) else { continue }
      let comparison = TextComparison(
        recorded: promise.comment.readings.last ?? "",
        computed: result,
        promise.tolerance
      )
      guard let edit = promise.edit(toPromise: comparison.merged, in: file) else {
        faults.append(promise.unfitness(for: result, in: record.lesson))
        continue
      }
      edits.append(edit)
      counts.promises += 1
    }
    return edits
  }
}

extension LessonRecord.Promise {
  /// The edit that makes the comment promise a different result; `nil` if no comment of its form can.
  /// Only the comment changes in its line.
  fileprivate func edit(toPromise result: String, in file: SourceFile) -> LineEdit? {
    let code = cell.swift
    let number = code.lineNumber(of: comment.range.lowerBound)
    let line = Array(file.line(number).utf8)
    let start = code.column(of: comment.range.lowerBound) - 1
    guard start >= 0, start + comment.range.count <= line.count,
      let text = comment.comment(
        promising: result,
        isPrinted: isPrinted,
        in: String(decoding: line[start..<start + comment.range.count], as: UTF8.self)
      )
    else { return nil }
    let after = line[(start + comment.range.count)...]
    return LineEdit(
      line: number,
      count: 1,
      replacement: [String(decoding: line[..<start] + Array(text.utf8) + after, as: UTF8.self)]
    )
  }

  /// The fault of a comment whose form cannot express a result.
  fileprivate func unfitness(for result: String, in lesson: Lesson) -> Diagnostic {
    Diagnostic(
      "unrecordable-promise",
      "a comment that is a value cannot promise '\(result.cut)'; print it and promise // Prints \"…\"",
      at: lesson.file.location(
        SourceRange(line: start.line, column: start.column, length: comment.promise.count)
      )
    )
  }
}

extension LessonRecord.Output {
  /// The lines to record; lines of the fence that still hold stay as they are.
  func lines(keeping recorded: [String]) -> [String] {
    func merged(_ old: String, _ new: CellOutput.Line) -> String {
      let isBlank = old.trimmingSpaces.isEmpty && new.text.isEmpty
      let bound = tolerance.with(new.precision)
      return isBlank ? old : TextComparison(recorded: old, computed: new.text, bound).merged
    }
    guard recorded.count != lines.count else { return zip(recorded, lines).map(merged) }
    // Lines were added or removed: those before and after stay if they still hold.
    func isKept(_ old: String, _ new: CellOutput.Line) -> Bool {
      TextComparison(recorded: old, computed: new.text, tolerance.with(new.precision)).outcome
        == .same
    }
    let head = zip(recorded, lines).prefix(while: isKept).count
    let shorter = min(recorded.count, lines.count) - head
    let tail = zip(recorded.reversed(), lines.reversed()).prefix(shorter).prefix(while: isKept)
      .count
    return recorded.prefix(head) + lines[head..<(lines.count - tail)].map(\.text)
      + recorded.suffix(tail)
  }
}
