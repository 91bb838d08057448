private import Dispatch
private import Foundation
private import Synchronization

/// Runs an actor's jobs on a dedicated thread, which never ends.
///
/// It is for libraries whose calls take long, since Swift's pool has only as many threads as there
/// are processors, and for those that depend on the calling thread. JavaScriptCore remembers every
/// thread it was used on, and stops all but the current one to collect garbage. The threads of
/// Swift's pool come and go, with signals blocked, so waiting for one of them may never end.
package final class DedicatedThread: SerialExecutor {
  private let pending = Mutex<[UnownedJob]>([])
  private let arrivals = DispatchSemaphore(value: 0)

  /// Inputs to libraries nest, as formulas do, and so do their calls.
  private static let stackSize = 16 << 20

  package init() {
    let thread = Thread { [self] in
      while true {
        arrivals.wait()
        let job = pending.withLock { $0.isEmpty ? nil : $0.removeFirst() }
        job?.runSynchronously(on: asUnownedSerialExecutor())
      }
    }
    thread.stackSize = Self.stackSize
    thread.start()
  }

  package func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    pending.withLock { $0.append(job) }
    arrivals.signal()
  }
}
