private import Synchronization

/// A value that is computed once and shared by all callers.
package final class Once<Value: Sendable>: Sendable {
  private let compute: @Sendable () async throws -> Value
  private let task = Mutex<Task<Value, any Error>?>(nil)

  package init(_ compute: @escaping @Sendable () async throws -> Value) {
    self.compute = compute
  }

  /// Starts the computation, if it has not started.
  package func begin() {
    _ = begun()
  }

  /// The value, once it is computed; cancelling any task that waits for it cancels the computation.
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

  /// Cancels the computation, if it has started.
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
