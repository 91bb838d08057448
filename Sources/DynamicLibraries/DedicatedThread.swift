private import Dispatch
private import Foundation
private import Synchronization

/// Runs an actor's jobs on a thread of its own, which never ends.
///
/// For libraries whose calls take long, since Swift's pool has as many threads as there are
/// processors, and for those that care which thread calls them. JavaScriptCore remembers every thread
/// that it was used on, and stops all but the current one to collect garbage. The threads of Swift's
/// pool come and go, with signals blocked: to wait for one of them may be to wait for ever.
package final class DedicatedThread: SerialExecutor {
  private let pending = Mutex<[UnownedJob]>([])
  private let arrivals = DispatchSemaphore(value: 0)

  /// What is handed to libraries nests, as formulas do, and so do their calls.
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
