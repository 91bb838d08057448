import Execution
import Foundation
import Synchronization

/// Counts and reports the progress of lessons.
final class Progress: Sendable {
  private struct Counts {
    var done = 0
    var cached = 0
  }

  private let console: Console
  private let lessonCount: Int
  private let explains: Bool
  private let counts = Mutex(Counts())

  init(console: Console, lessonCount: Int, explains: Bool) {
    self.console = console
    self.lessonCount = lessonCount
    self.explains = explains
  }

  func report(_ event: ExecutionEngine.Event) {
    switch event {
    case .buildsPackage: console.progress(on: event)
    case .runs(let lesson):
      let done = counts.withLock { $0.done }
      console.progress("Running lessons, \(done) of \(lessonCount) done … \(lesson)")
    case .done: counts.withLock { $0.done += 1 }
    case .ran: break
    case .checksExamples: console.progress(on: event)
    case .finished(let lesson, let reasons, let settings):
      if reasons.isEmpty { counts.withLock { $0.cached += 1 } }
      guard explains else { return }
      console.clearProgress()
      let why = reasons.isEmpty ? "nothing changed" : "ran: \(reasons.joined(separator: "; "))"
      let how = settings.isEmpty ? "" : " (\(settings.joined(separator: "; ")))"
      console.print("\(lesson): \(why)\(how)")
    }
  }

  func summary(changed: Int, _ output: String, since start: ContinuousClock.Instant) -> String {
    let change =
      changed == 0 ? "nothing changed" : "\(changed) file\(changed == 1 ? "" : "s") written"
    let folder = output.hasSuffix("/") ? output : output + "/"
    return "\(folder): \(lessons), \(change), \(time(since: start))"
  }

  /// The summary for a site that is not written to disk.
  func summary(since start: ContinuousClock.Instant) -> String {
    "\(lessons), \(time(since: start))"
  }

  private var lessons: String {
    let counts = counts.withLock { $0 }
    let noun = "lesson\(lessonCount == 1 ? "" : "s")"
    return "\(lessonCount) \(noun), \(counts.done - counts.cached) run"
  }

  private func time(since start: ContinuousClock.Instant) -> String {
    String(format: "%.2f s", (ContinuousClock.now - start) / .seconds(1))
  }
}
