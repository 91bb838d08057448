import Lessons
private import Synchronization

/// The notes that the runs of a program leave in addition to its results.
final class RunNotes: Sendable {
  private struct State {
    var files: [NotedFile] = []
    var isSettled = true
    var again: [UnitResult]?
    var settings: CompilationSettings?
    var reach: ControlReach?
  }

  private let state = Mutex(State())

  /// The files that the program looked at.
  var files: [NotedFile] { state.withLock(\.files) }

  /// Whether these files stayed unchanged during the runs.
  var isSettled: Bool { state.withLock(\.isSettled) }

  /// The results of the second run; `nil` if it ran only once.
  var again: [UnitResult]? { state.withLock(\.again) }

  /// How it was compiled.
  var settings: CompilationSettings? { state.withLock(\.settings) }

  /// What its controls reach; `nil` if it has none.
  var reach: ControlReach? { state.withLock(\.reach) }

  func add(_ reach: ControlReach) {
    state.withLock { $0.reach = reach }
  }

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
