import Diagnostics
import Foundation
import Lessons
import Recording

/// One check: runs the lessons and compares what they show with what is recorded.
struct CheckJob: Sendable {
  let options: SiteOptions
  let documentation: DocumentationOptions
  let console: Console

  func run() async -> JobOutcome {
    await JobOutcome.of {
      guard options.namesLessons else { return try await checkDocumentation() }
      let lessons = try await check()
      guard try options.isWithinPackage else { return lessons }
      return lessons.joined(with: try await checkDocumentation())
    }
  }

  private func checkDocumentation() async throws -> JobOutcome {
    let folder = try ContentFolder(".", selected: options.paths)
    let project = try Project(options, content: folder)
    let check = DocumentationCheck(
      project: project,
      services: try await BuildServices.find(for: project),
      console: console,
      options: documentation
    )
    var report = try await check.run()
    if options.explain { for line in report.coverage.details { console.print(line) } }
    console.report(report.coverage, as: "coverage")
    var summary = report.coverage.summary
    if let path = documentation.writeBaseline {
      let baseline = FaultBaseline(of: report.diagnostics)
      try baseline.write(to: path)
      return .done(summary: summary + "\n\(path): \(baseline.count) known faults")
    }
    if let path = documentation.baseline {
      let (rest, gone) = try report.without(FaultBaseline(contentsOf: path))
      let known = report.diagnostics.count - rest.diagnostics.count
      summary += "\n\(path): \(known) known faults"
      if gone > 0 { summary += ", \(gone) gone: write it anew with --write-baseline \(path)" }
      report = rest
    }
    guard !report.diagnostics.contains(where: { $0.severity == .error }) else {
      return .faulty(report.diagnostics, summary: summary)
    }
    console.report(report.diagnostics)
    return .done(summary: summary)
  }

  private func check() async throws -> JobOutcome {
    let project = try Project(options)
    let services = try await BuildServices.find(for: project)
    let runner = CourseRunner(project: project, services: services, console: console)
    var outcome = try await runner.run(project.content.read())
    let folder = ResultsFolder(project.content, files: outcome.otherFiles)
    let records = outcome.records
    let drifts = records.map { (lesson: $0.lesson.slug, faults: drift(of: $0, folder)) }
    // Results that differ in every run have not moved.
    let moved = zip(records, drifts).filter { $0.isWhole && !$1.faults.isEmpty }
    let variations = try await outcome.variations(of: Set(moved.map { $1.lesson }))
    var diagnostics = outcome.diagnostics
    for (lesson, faults) in drifts {
      let variation = variations[lesson] ?? []
      let places = Set(variation.compactMap(\.location))
      diagnostics += variation
      diagnostics += faults.filter { fault in !(fault.location.map(places.contains) ?? false) }
    }
    if !outcome.hasErrors, project.content.isWhole {
      diagnostics += folder.strays(besides: outcome.course).map {
        Drift.strayResults(inFile: folder.displayPath(ofLesson: $0))
      }
    }
    let kept = outcome.keptSummary.map { "; \($0)" } ?? ""
    if diagnostics.contains(where: { $0.severity == .error }) {
      let drifts = diagnostics.count - outcome.diagnostics.count
      return .faulty(
        diagnostics,
        summary: "\(outcome.cellSummary); \(records.summary) compared, "
          + "\(drifts) difference\(drifts == 1 ? "" : "s")\(kept)"
      )
    }
    console.report(diagnostics)
    return .done(summary: records.summary + " as recorded\(kept)")
  }

  /// The differences between a lesson and its recorded results.
  private func drift(of record: LessonRecord, _ folder: ResultsFolder) -> [Diagnostic] {
    let ofText = { Drift(of: record, from: nil).diagnostics }
    guard record.isWhole else { return ofText() }
    switch folder.results(ofLesson: record.lesson.slug) {
    case .missing:
      guard !record.values.isEmpty else { return ofText() }
      let path = folder.displayPath(ofLesson: record.lesson.slug)
      return [Drift.missingResults(of: record, inFile: path)] + ofText()
    case .damaged(_, let faults): return faults + ofText()
    case .readable(let results): return Drift(of: record, from: results).diagnostics
    }
  }
}

extension CourseOutcome {
  /// How many cells ran: `12 of 14 cells ran`.
  fileprivate var cellSummary: String {
    var count = 0
    var missing = 0
    for (lesson, results) in zip(course.lessons, results) {
      for case (.cell, let result) in zip(lesson.units, results.units) {
        count += 1
        missing += result.ending == .missing ? 1 : 0
      }
    }
    return "\(count - missing) of \(count) cell\(count == 1 ? "" : "s") ran"
  }
}

extension [LessonRecord] {
  /// How much is recorded: `12 values in 3 lessons are`.
  var summary: String {
    let values = map(\.count).reduce(0, +)
    let lessons = self.count { $0.count > 0 }
    return "\(values) value\(values == 1 ? "" : "s") in \(lessons) lesson"
      + "\(lessons == 1 ? "" : "s") \(values == 1 ? "is" : "are")"
  }
}
