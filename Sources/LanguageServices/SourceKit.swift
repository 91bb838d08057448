private import DynamicLibraries
package import Foundation

/// Swift's language services (sourcekitd of a toolchain), in a process of their own, which is started
/// when they are first asked: code that a compiler dies of is to cost that answer, and nothing else.
package actor SourceKit {
  /// Why there is no answer.
  package struct Failure: Error {
    package let message: String
    /// Whether another time there may be one.
    package let isPassing: Bool

    init(_ message: String, isPassing: Bool) {
      self.message = message
      self.isPassing = isPassing
    }
  }

  /// What was dead before it was asked is known to be at once; what takes longer died of the question.
  private static let timeToNoticeDeath = Duration.seconds(5)

  /// Answers can take as long as a compilation.
  private static let thread = DedicatedThread()

  package nonisolated var unownedExecutor: UnownedSerialExecutor {
    Self.thread.asUnownedSerialExecutor()
  }

  package nonisolated let library: URL
  private let executable: URL?
  private var host: SourceKitHost?

  /// - Parameters:
  ///   - library: sourcekitd, of the toolchain whose Swift is asked about.
  ///   - executable: the tool, if this process does not run it.
  package init(library: URL, executable: URL? = nil) {
    self.library = library
    self.executable = executable
  }

  /// What the services answer to some requests, one after the other, with none of others between them.
  ///
  /// - Returns: the last one's answer, as JSON.
  /// - Throws: `Failure` if the library is not available, does not answer, or dies of the requests.
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

  /// `nil` where the services died; they are started anew for what is asked next.
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
