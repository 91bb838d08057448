import Execution
import Foundation
import Synchronization

/// Counts what happens, and tells it.
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
    case .buildsPackage: console.progress("Building the package's modules …")
    case .runs(let lesson):
      let done = counts.withLock { $0.done }
      console.progress("Running lessons, \(done) of \(lessonCount) done … \(lesson)")
    case .finished(let lesson, let reasons):
      counts.withLock {
        $0.done += 1
        if reasons.isEmpty { $0.cached += 1 }
      }
      guard explains else { return }
      console.clearProgress()
      let why = reasons.isEmpty ? "nothing changed" : "ran: \(reasons.joined(separator: "; "))"
      console.print("\(lesson): \(why)")
    }
  }

  func summary(changed: Int, _ output: String, since start: ContinuousClock.Instant) -> String {
    let counts = counts.withLock { $0 }
    let elapsed = ContinuousClock.now - start
    let seconds =
      Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
    let lessons = "\(lessonCount) lesson\(lessonCount == 1 ? "" : "s")"
    let change =
      changed == 0 ? "nothing changed" : "\(changed) file\(changed == 1 ? "" : "s") written"
    let folder = output.hasSuffix("/") ? output : output + "/"
    return "\(folder): \(lessons), \(counts.done - counts.cached) run, \(change), "
      + String(format: "%.2f s", seconds)
  }
}
