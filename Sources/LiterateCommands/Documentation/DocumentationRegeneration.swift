import Diagnostics
import Execution
import Foundation
import Lessons
import Recording

/// Rewrites the results that the examples of documentation state and that no longer hold.
struct DocumentationRegeneration: Sendable {
  let changes: [FileChange]
  let faults: [Diagnostic]
  /// How many results were compared: `12 results of documentation are`.
  var summary: String {
    "\(resultCount) result\(resultCount == 1 ? "" : "s") of documentation "
      + (resultCount == 1 ? "is" : "are")
  }

  private let resultCount: Int

  /// Results that differ in every run stay as they are, as do those of examples that do not run.
  init(of pages: [PageVerdicts]) {
    var edits: [String: FileEdits] = [:]
    var faults: [Diagnostic] = []
    var count = 0
    for page in pages {
      let (lesson, outcome) = page.ranLesson
      faults += outcome.diagnostics
      let record = LessonRecord(lesson, outcome.results, recordsValues: false)
      count += record.count
      let again = outcome.again.map { LessonRecord(lesson, $0, recordsValues: false) }
      let varying = again.map { Variation(of: record, again: $0).diagnostics } ?? []
      let lines = Set(varying.compactMap(\.location?.range.start.line))
      let regeneration = Regeneration(of: record.without(lines: lines), from: nil)
      guard regeneration.faults.isEmpty else {
        faults += regeneration.faults
        continue
      }
      edits[lesson.file.path, default: FileEdits(file: lesson.file)].add(regeneration)
    }
    changes = edits.values.compactMap(\.change).sorted { $0.path < $1.path }
    self.faults = faults.withoutRepetition
    resultCount = count
  }
}

/// The edits of all pages of a file: a Swift file has one for each of its comments.
private struct FileEdits {
  let file: SourceFile
  private var edits: [LineEdit] = []
  private var outputs = 0
  private var promises = 0

  init(file: SourceFile) {
    self.file = file
  }

  mutating func add(_ regeneration: Regeneration) {
    edits += regeneration.edits
    outputs += regeneration.counts.outputs
    promises += regeneration.counts.promises
  }

  var change: FileChange? {
    guard !edits.isEmpty else { return nil }
    let parts = [outputs.counted("output"), promises.counted("promise")].compactMap(\.self)
    return FileChange(
      url: URL(filePath: file.path),
      path: file.path,
      old: file.text,
      new: LineEdit.apply(edits, to: file.text),
      summary: parts.joined(separator: ", ") + " rewritten"
    )
  }
}

extension Int {
  /// For example `3 outputs` or `1 value added`; `nil` for none.
  func counted(_ noun: String, _ participle: String? = nil) -> String? {
    guard self > 0 else { return nil }
    return "\(self) \(noun)\(self == 1 ? "" : "s")" + (participle.map { " \($0)" } ?? "")
  }
}
