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
    await JobOutcome.of {
      guard options.namesLessons else { return try await regenerateDocumentation() }
      let lessons = try await regenerate()
      guard try options.isWithinPackage else { return lessons }
      return lessons.joined(with: try await regenerateDocumentation())
    }
  }

  private func regenerateDocumentation() async throws -> JobOutcome {
    let project = try Project(options, content: ContentFolder(".", selected: options.paths))
    let services = try await BuildServices.find(for: project)
    let documentation = try await PackageDocumentation(of: project, services)
    let (pages, faults) = try await documentation.pages(publicOnly: false)
    let engine = services.engine { console.progress(on: $0) }
    let regeneration = DocumentationRegeneration(
      of: try await documentation.check(pages, engine)
    )
    return try outcome(
      of: regeneration.changes,
      regeneration.summary,
      documentation.faults + faults + regeneration.faults
    )
  }

  /// Writes the changes and reports them.
  private func outcome(
    of changes: [FileChange],
    _ compared: String,
    _ diagnostics: [Diagnostic]
  ) throws -> JobOutcome {
    try Task.checkCancellation()
    for change in changes { try change.write() }
    let lines = changes.map { "\($0.path): \($0.summary)" }
    guard !diagnostics.contains(where: { $0.severity == .error }) else {
      return .faulty(diagnostics, summary: lines.isEmpty ? nil : lines.joined(separator: "\n"))
    }
    console.report(diagnostics)
    let state = changes.isEmpty ? "as recorded; nothing to rewrite" : "as recorded now"
    return .done(summary: (lines + ["\(compared) \(state)"]).joined(separator: "\n"))
  }

  private func regenerate() async throws -> JobOutcome {
    let project = try Project(options)
    let content = project.content
    let services = try await BuildServices.find(for: project)
    let runner = CourseRunner(project: project, services: services, console: console)
    var outcome = try await runner.run(content.read(), repetition: { _ in .twiceIfNew })
    if outcome.hasErrorsOutsideOfLessons { return .faulty(outcome.diagnostics) }
    let records = outcome.soundRecords
    let folder = ResultsFolder(content, files: outcome.otherFiles)
    var (changes, faults) = changes(of: records, folder, in: content)
    // Results that differ in every run cannot be recorded.
    let variations = try await outcome.variations(of: Set(changes.keys))
    for (slug, variation) in variations {
      changes[slug] = nil
      faults += variation
    }
    var ordered = records.flatMap { changes[$0.lesson.slug] ?? [] }
    // A lesson that cannot be read is not gone, so its results stay.
    let isComplete = !outcome.hasErrors && content.isWhole
    for slug in isComplete ? folder.strays(besides: outcome.course) : [] {
      ordered.append(removal(of: slug, in: content, "removed, for there is no such lesson"))
    }
    return try self.outcome(of: ordered, records.summary, outcome.diagnostics + faults)
  }

  /// The changes for each lesson, by its slug, and the faults that prevent others.
  private func changes(
    of records: [LessonRecord],
    _ folder: ResultsFolder,
    in content: ContentFolder
  ) -> (bySlug: [String: [FileChange]], faults: [Diagnostic]) {
    var changes: [String: [FileChange]] = [:]
    var faults: [Diagnostic] = []
    for record in records {
      let stored = folder.results(ofLesson: record.lesson.slug)
      let regeneration = Regeneration(of: record, from: stored.results)
      faults += regeneration.faults
      let own = [
        textChange(regeneration, record.lesson, in: content),
        resultsChange(regeneration, record.lesson, stored, in: content),
      ].compactMap(\.self)
      if regeneration.faults.isEmpty, !own.isEmpty { changes[record.lesson.slug] = own }
    }
    return (changes, faults)
  }

  private func textChange(
    _ regeneration: Regeneration,
    _ lesson: Lesson,
    in content: ContentFolder
  ) -> FileChange? {
    guard let text = regeneration.text else { return nil }
    let counts = regeneration.counts
    let parts = [
      counts.outputs.counted("output"), counts.promises.counted("promise"),
    ].compactMap(\.self)
    return FileChange(
      url: content.url.appending(path: lesson.fileName),
      path: content.shown(lesson.fileName),
      old: lesson.file.text,
      new: text,
      summary: parts.joined(separator: ", ") + " rewritten"
    )
  }

  private func removal(
    of slug: String,
    in content: ContentFolder,
    _ summary: String
  ) -> FileChange {
    let name = RecordedResults.fileName(ofLesson: slug)
    return FileChange(
      url: content.url.appending(path: name),
      path: content.shown(name),
      old: nil,
      new: nil,
      summary: summary
    )
  }

  private func resultsChange(
    _ regeneration: Regeneration,
    _ lesson: Lesson,
    _ stored: ResultsFolder.Stored,
    in content: ContentFolder
  ) -> FileChange? {
    let name = RecordedResults.fileName(ofLesson: lesson.slug)
    guard let values = regeneration.values else {
      if case .missing = stored { return nil }
      return removal(of: lesson.slug, in: content, "removed, for it shows no value")
    }
    if let results = stored.results, results.values == values { return nil }
    let lineEnd = stored.text?.utf8.contains(UInt8(ascii: "\r")) == true ? "\r\n" : "\n"
    let counts = regeneration.counts
    let parts = [
      counts.moved.counted("value", "rewritten"), counts.added.counted("value", "added"),
      counts.removed.counted("value", "removed"),
    ].compactMap(\.self)
    return FileChange(
      url: content.url.appending(path: name),
      path: content.shown(name),
      old: stored.text,
      new: RecordedResults.text(of: values, lineEnd: lineEnd),
      summary: parts.isEmpty ? "written anew" : parts.joined(separator: ", ")
    )
  }
}
