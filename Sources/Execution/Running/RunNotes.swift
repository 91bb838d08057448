import Lessons
private import Synchronization

/// What the runs of a program leave besides its results.
final class RunNotes: Sendable {
  private struct State {
    var files: [NotedFile] = []
    var isSettled = true
    var again: [UnitResult]?
    var settings: CompilationSettings?
  }

  private let state = Mutex(State())

  /// What the program has looked at.
  var files: [NotedFile] { state.withLock(\.files) }

  /// Whether that stayed as it was meanwhile.
  var isSettled: Bool { state.withLock(\.isSettled) }

  /// What it gave when it ran a second time; `nil` where it ran once.
  var again: [UnitResult]? { state.withLock(\.again) }

  /// How it was compiled.
  var settings: CompilationSettings? { state.withLock(\.settings) }

  func add(_ settings: CompilationSettings) {
    state.withLock { $0.settings = settings }
  }

  func add(_ noted: NotedFiles) {
    state.withLock { state in
      state.files += noted.files.filter { !state.files.contains($0) }
      state.isSettled = state.isSettled && noted.isSettled
    }
  }

  func add(again results: [UnitResult]) {
    state.withLock { $0.again = results }
  }
}
