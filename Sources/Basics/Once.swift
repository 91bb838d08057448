private import Synchronization

/// A value that is computed once for all who ask for it.
package final class Once<Value: Sendable>: Sendable {
  private let compute: @Sendable () async throws -> Value
  private let task = Mutex<Task<Value, any Error>?>(nil)

  package init(_ compute: @escaping @Sendable () async throws -> Value) {
    self.compute = compute
  }

  /// Begins to compute it, if that has not begun.
  package func begin() {
    _ = begun()
  }

  /// The value, when it is there; whoever is cancelled while waiting cancels the computation.
  package var value: Value {
    get async throws {
      let task = begun()
      return try await withTaskCancellationHandler {
        try await task.value
      } onCancel: {
        task.cancel()
      }
    }
  }

  /// Ends the computation, if it has begun.
  package func cancel() {
    task.withLock { $0?.cancel() }
  }

  private func begun() -> Task<Value, any Error> {
    task.withLock { task in
      if let task { return task }
      let begun = Task(operation: compute)
      task = begun
      return begun
    }
  }
}
