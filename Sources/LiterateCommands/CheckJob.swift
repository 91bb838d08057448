import Diagnostics
import Lessons
import Weaving

/// One check: runs the lessons and compares what they show with what is recorded.
struct CheckJob: Sendable {
  let options: SiteOptions
  let console: Console

  func run() async -> JobOutcome {
    await JobOutcome.of(check)
  }

  private func check() async throws -> JobOutcome {
    let content = try ContentFolder(options)
    let tools = try await Tools(options, content: content)
    let run = try await LessonRun(options, content, content.read(), tools, console)
    let folder = ResultsFolder(content, files: run.isPlain ? [] : run.otherFiles)
    let records = run.records
    var diagnostics = run.diagnostics
    for record in records {
      guard record.isWhole else {
        diagnostics += Drift(of: record, from: nil).diagnostics
        continue
      }
      switch folder.results(ofLesson: record.lesson.slug) {
      case .missing:
        if !record.values.isEmpty {
          let path = folder.displayPath(ofLesson: record.lesson.slug)
          diagnostics.append(Drift.missingResults(of: record, inFile: path))
        }
        diagnostics += Drift(of: record, from: nil).diagnostics
      case .damaged(_, let faults):
        diagnostics += faults + Drift(of: record, from: nil).diagnostics
      case .readable(let results):
        diagnostics += Drift(of: record, from: results).diagnostics
      }
    }
    if !run.hasErrors {
      diagnostics += folder.strays(besides: run.course).map {
        Drift.strayResults(inFile: folder.displayPath(ofLesson: $0))
      }
    }
    if diagnostics.contains(where: { $0.severity == .error }) {
      let drifts = diagnostics.count - run.diagnostics.count
      return .faulty(
        diagnostics,
        summary: "\(run.cellSummary); \(records.summary) compared, "
          + "\(drifts) difference\(drifts == 1 ? "" : "s")"
      )
    }
    console.report(diagnostics)
    return .done(summary: records.summary + " as recorded")
  }
}

extension LessonRun {
  /// How far the lessons came: `12 of 14 cells ran`.
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
