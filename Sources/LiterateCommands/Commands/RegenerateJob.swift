import Diagnostics
import Execution
import Foundation
import Lessons
import Recording

/// One regeneration: runs the lessons and rewrites their recorded results.
struct RegenerateJob: Sendable {
  let options: SiteOptions
  let console: Console

  func run() async -> JobOutcome {
    await JobOutcome.of(regenerate)
  }

  /// A file to write or, without new data, to remove.
  private struct Change {
    let name: String
    let old: Data?
    let new: Data?
    let summary: String
  }

  private func regenerate() async throws -> JobOutcome {
    let project = try Project(options)
    let content = project.content
    let services = try await BuildServices.find(for: project)
    let runner = CourseRunner(project: project, services: services, console: console)
    var outcome = try await runner.run(content.read(), repetition: { _ in .twiceIfNew })
    if outcome.hasErrorsOutsideOfLessons { return .faulty(outcome.diagnostics) }
    let records = outcome.soundRecords
    let folder = ResultsFolder(content, files: outcome.isPlain ? [] : outcome.otherFiles)
    var (changes, faults) = changes(of: records, folder)
    // Results that differ in every run cannot be recorded.
    let variations = try await outcome.variations(of: Set(changes.keys))
    for (slug, variation) in variations {
      changes[slug] = nil
      faults += variation
    }
    var ordered = records.flatMap { changes[$0.lesson.slug] ?? [] }
    // A lesson that cannot be read is not gone, so its results stay.
    for slug in outcome.hasErrors ? [] : folder.strays(besides: outcome.course) {
      let name = RecordedResults.fileName(ofLesson: slug)
      ordered.append(
        Change(name: name, old: nil, new: nil, summary: "removed, for there is no such lesson")
      )
    }
    try Task.checkCancellation()
    for change in ordered { try write(change, in: content) }
    let lines = ordered.map { "\(content.shown($0.name)): \($0.summary)" }
    guard faults.isEmpty, !outcome.hasErrors else {
      let summary = lines.isEmpty ? nil : lines.joined(separator: "\n")
      return .faulty(outcome.diagnostics + faults, summary: summary)
    }
    console.report(outcome.diagnostics)
    let state = ordered.isEmpty ? "as recorded; nothing to rewrite" : "as recorded now"
    return .done(summary: (lines + ["\(records.summary) \(state)"]).joined(separator: "\n"))
  }

  /// The changes for each lesson, by its slug, and the faults that prevent others.
  private func changes(
    of records: [LessonRecord],
    _ folder: ResultsFolder
  ) -> (bySlug: [String: [Change]], faults: [Diagnostic]) {
    var changes: [String: [Change]] = [:]
    var faults: [Diagnostic] = []
    for record in records {
      let stored = folder.results(ofLesson: record.lesson.slug)
      let regeneration = Regeneration(of: record, from: stored.results)
      faults += regeneration.faults
      let own = [
        textChange(regeneration, record.lesson), resultsChange(regeneration, record.lesson, stored),
      ].compactMap(\.self)
      if regeneration.faults.isEmpty, !own.isEmpty { changes[record.lesson.slug] = own }
    }
    return (changes, faults)
  }

  private func textChange(_ regeneration: Regeneration, _ lesson: Lesson) -> Change? {
    guard let text = regeneration.text else { return nil }
    let counts = regeneration.counts
    let parts = [
      counts.outputs.of("output"), counts.promises.of("promise"),
    ].compactMap(\.self)
    return Change(
      name: lesson.fileName,
      old: Data(lesson.file.text.utf8),
      new: Data(text.utf8),
      summary: parts.joined(separator: ", ") + " rewritten"
    )
  }

  private func resultsChange(
    _ regeneration: Regeneration,
    _ lesson: Lesson,
    _ stored: ResultsFolder.Stored
  ) -> Change? {
    let name = RecordedResults.fileName(ofLesson: lesson.slug)
    guard let values = regeneration.values else {
      if case .missing = stored { return nil }
      return Change(name: name, old: nil, new: nil, summary: "removed, for it shows no value")
    }
    if let results = stored.results, results.values == values { return nil }
    let lineEnd = stored.text?.utf8.contains(UInt8(ascii: "\r")) == true ? "\r\n" : "\n"
    let counts = regeneration.counts
    let parts = [
      counts.moved.of("value", "rewritten"), counts.added.of("value", "added"),
      counts.removed.of("value", "removed"),
    ].compactMap(\.self)
    return Change(
      name: name,
      old: stored.text.map { Data($0.utf8) },
      new: Data(RecordedResults.text(of: values, lineEnd: lineEnd).utf8),
      summary: parts.isEmpty ? "written anew" : parts.joined(separator: ", ")
    )
  }

  /// Writes a file whole or not at all.
  private func write(_ change: Change, in content: ContentFolder) throws {
    let path = content.shown(change.name)
    do {
      guard let new = change.new else { return try content.remove(change.name) }
      let mark = try change.old == nil ? Data() : content.mark(of: change.name)
      if let old = change.old, try content.data(of: change.name) != mark + old {
        throw DiagnosticError(
          Diagnostic("changed-meanwhile", "'\(path)' was changed meanwhile; run this again")
        )
      }
      try content.write(mark + new, to: change.name)
    } catch let error as DiagnosticError {
      throw error
    } catch {
      throw DiagnosticError(
        Diagnostic(
          "unwritable-results",
          "'\(path)' cannot be written: \(error.localizedDescription)"
        )
      )
    }
  }
}

extension Int {
  /// For example `3 outputs` or `1 value added`; `nil` for none.
  fileprivate func of(_ noun: String, _ participle: String? = nil) -> String? {
    guard self > 0 else { return nil }
    return "\(self) \(noun)\(self == 1 ? "" : "s")" + (participle.map { " \($0)" } ?? "")
  }
}
