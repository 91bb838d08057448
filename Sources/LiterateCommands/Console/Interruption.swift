import Dispatch
import Foundation

/// Runs an operation as a task that Ctrl-C, a closed terminal or a termination request cancels: child
/// processes are ended, and nothing is left half done.
func interruptible<Result: Sendable>(
  _ operation: @escaping @Sendable () async -> Result
) async -> Result {
  let task = Task(operation: operation)
  let sources = [SIGINT, SIGTERM, SIGHUP].map { number in
    signal(number, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: number)
    source.setEventHandler { task.cancel() }
    source.resume()
    return source
  }
  defer { for source in sources { source.cancel() } }
  return await task.value
}
