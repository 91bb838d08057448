package import Diagnostics
import Lessons
private import Markdown
import Weaving

/// Finds results of a lesson that differ in every run, by comparing two runs.
package struct Variation {
  /// An error at the place of each such result.
  package private(set) var diagnostics: [Diagnostic] = []

  /// Compares the results of two runs, as far as they would be recorded.
  ///
  /// Complexity: O(n) in the size of both.
  package init(of record: LessonRecord, again: LessonRecord) {
    compare(record.values, again.values)
    for (first, second) in zip(record.outputs, again.outputs)
    where !first.isExample && first.differs(from: second) {
      report("what this cell shows", at: record.lesson.file.location(line: first.fence.openingLine))
    }
    for (first, second) in zip(record.promises, again.promises) where first.differs(from: second) {
      let line = first.cell.swift.lineNumber(of: first.comment.range.lowerBound)
      report("what this comment says", at: record.lesson.file.location(line: line))
    }
  }

  private mutating func compare(_ values: [LiveValue], _ others: [LiveValue]) {
    for pair in RecordAlignment(others.map(\.value), values.map(\.value)).pairs {
      switch pair {
      case .recorded: continue
      case .computed(let index): report(values[index].title, at: values[index].place)
      case .both(let old, let new):
        let comparison = ValueComparison(others[old].value, values[new])
        if comparison.outcome != .same { report(values[new].title, at: values[new].place) }
      }
    }
  }

  private mutating func report(_ title: String, at place: Diagnostic.Location) {
    diagnostics.append(
      Diagnostic(
        "volatile-value",
        "\(title) differs in every run, so it cannot be recorded",
        at: place,
        notes: [
          Diagnostic.Note(
            "make it the same in each run, or mark the cell that it comes from 'volatile': it is then "
              + "shown, and only its type is recorded"
          )
        ]
      )
    )
  }
}

extension LessonRecord.Output {
  fileprivate func differs(from other: Self) -> Bool {
    lines.count != other.lines.count
      || zip(lines, other.lines).contains { new, old in
        let bound = tolerance.with(new.precision)
        return TextComparison(recorded: old.text, computed: new.text, bound).outcome != .same
      }
  }
}

extension LessonRecord.Promise {
  fileprivate func differs(from other: Self) -> Bool {
    TextComparison(recorded: other.result ?? "", computed: result ?? "", tolerance).outcome != .same
  }
}
