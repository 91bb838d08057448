private import DynamicLibraries
package import Foundation

/// Swift's language services (a toolchain's sourcekitd), in a process of their own, which is started
/// on the first request: code that crashes the compiler then costs only that answer.
package actor SourceKit {
  /// The reason that there is no answer.
  package struct Failure: Error {
    package let message: String
    /// Whether a later attempt may succeed.
    package let isPassing: Bool

    init(_ message: String, isPassing: Bool) {
      self.message = message
      self.isPassing = isPassing
    }
  }

  /// A process that was already dead is noticed within this time; one that dies later was killed by
  /// the request.
  private static let timeToNoticeDeath = Duration.seconds(5)

  /// An answer can take as long as a compilation.
  private static let thread = DedicatedThread()

  package nonisolated var unownedExecutor: UnownedSerialExecutor {
    Self.thread.asUnownedSerialExecutor()
  }

  package nonisolated let library: URL
  private let executable: URL?
  private var host: SourceKitHost?

  /// - Parameters:
  ///   - library: sourcekitd from the toolchain whose Swift the requests concern.
  ///   - executable: the tool, if this process is not running it.
  package init(library: URL, executable: URL? = nil) {
    self.library = library
    self.executable = executable
  }

  /// Sends requests one after the other, without other requests in between.
  ///
  /// - Returns: the answer to the last one, as JSON.
  /// - Throws: `Failure` if the library is not available, does not answer, or crashes on the requests.
  package func answer(to requests: SourceKitRequest...) throws(Failure) -> Data {
    let start = ContinuousClock.now
    var deaths = 0
    repeat {
      if Task.isCancelled { throw Failure("nobody waits for an answer", isPassing: true) }
      if let answer = try answer(requests) { return answer }
      deaths += 1
    } while deaths < 2 && ContinuousClock.now - start < Self.timeToNoticeDeath
    let kinds = requests.map(\.kind).joined(separator: ", ")
    throw Failure("sourcekitd died of a request (\(kinds))", isPassing: true)
  }

  /// `nil` if the services died; they are restarted for the next request.
  private func answer(_ requests: [SourceKitRequest]) throws(Failure) -> Data? {
    var answer = Data()
    for request in requests {
      let host = try runningHost()
      switch host.answer(to: request.yaml) {
      case .answer(let json): answer = json
      case .refusal(let reason):
        throw Failure(reason ?? "sourcekitd does not answer \(request.kind)", isPassing: false)
      case .end:
        host.stop()
        self.host = nil
        return nil
      }
    }
    return answer
  }

  private func runningHost() throws(Failure) -> SourceKitHost {
    if let host { return host }
    guard let executable = executable ?? Bundle.main.executableURL,
      let host = SourceKitHost(executable, library)
    else {
      throw Failure("sourcekitd cannot be started", isPassing: true)
    }
    self.host = host
    return host
  }
}
