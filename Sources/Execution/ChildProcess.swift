package import Foundation
private import Subprocess
private import Synchronization

#if canImport(System)
  private import System
#else
  private import SystemPackage
#endif

#if canImport(Glibc)
  private import Glibc
#elseif canImport(Darwin)
  private import Darwin
#endif

/// A program to run, with everything that it gets.
package struct ChildProcess: Sendable {
  package enum Ending: Sendable, Equatable {
    case exited(Int32)
    case signalled(Int32)
    /// It ran longer than allowed, and was killed with all it had started.
    case timedOut
  }

  package let executable: URL
  package let arguments: [String]
  package let workingDirectory: URL
  /// Set over the environment of the tool; `nil` removes a variable.
  package let environment: [String: String?]
  package let timeLimit: Duration

  package init(
    executable: URL,
    arguments: [String],
    workingDirectory: URL,
    environment: [String: String?] = [:],
    timeLimit: Duration
  ) {
    self.executable = executable
    self.arguments = arguments
    self.workingDirectory = workingDirectory
    self.environment = environment
    self.timeLimit = timeLimit
  }

  /// Runs the program, its output and errors going into files; it leads a process group of its own,
  /// nothing of which is left when this returns, cancelled or not.
  ///
  /// - Throws: what kept the program from starting.
  package func run(output: URL, errors: URL) async throws -> Ending {
    var options = PlatformOptions()
    options.processGroupID = 0
    let configuration = Configuration(
      executable: .path(FilePath(executable.path)),
      arguments: Arguments(arguments),
      environment: .inherit.updating(variables),
      workingDirectory: FilePath(workingDirectory.path),
      platformOptions: options
    )
    let group = ProcessGroup()
    defer { group.kill() }

    let outputFile = try Self.openForWriting(output)
    let errorFile = try Self.openForWriting(errors)
    let limit = timeLimit
    return try await withThrowingTaskGroup(of: TerminationStatus?.self) { tasks in
      tasks.addTask {
        try await Subprocess.run(
          configuration,
          input: .none,
          output: .fileDescriptor(outputFile, closeAfterSpawningProcess: true),
          error: .fileDescriptor(errorFile, closeAfterSpawningProcess: true)
        ) { execution in
          group.begin(execution.processIdentifier.value)
        }.terminationStatus
      }
      tasks.addTask {
        try await Task.sleep(for: limit)
        group.expire()
        return nil
      }
      while let status = try await tasks.next() {
        guard let status else { continue }
        tasks.cancelAll()
        if group.isExpired { return .timedOut }
        switch status {
        case .exited(let code): return .exited(code)
        case .signaled(let signal): return .signalled(signal)
        }
      }
      throw CancellationError()
    }
  }

  private var variables: [Environment.Key: String?] {
    var variables: [Environment.Key: String?] = [:]
    for (name, value) in environment { variables[Environment.Key(stringLiteral: name)] = value }
    return variables
  }

  private static func openForWriting(_ file: URL) throws -> FileDescriptor {
    try FileDescriptor.open(
      FilePath(file.path),
      .writeOnly,
      options: [.create, .truncate, .append, .closeOnExec],
      permissions: [.ownerReadWrite]
    )
  }
}

/// A process and all that it has started.
private final class ProcessGroup: Sendable {
  private struct State {
    var identifier: pid_t?
    var isExpired = false
  }

  private let state = Mutex(State())

  func begin(_ identifier: pid_t) {
    state.withLock { $0.identifier = identifier }
  }

  /// Ends it because its time is over.
  func expire() {
    state.withLock { $0.isExpired = true }
    kill()
  }

  var isExpired: Bool { state.withLock(\.isExpired) }

  func kill() {
    if let identifier = state.withLock(\.identifier) { sendSignal(-identifier, SIGKILL) }
  }
}

private func sendSignal(_ process: pid_t, _ signal: Int32) {
  _ = kill(process, signal)
}
