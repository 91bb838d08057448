import Basics
private import Caching
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

/// A program to run, with everything that it is given.
package struct ChildProcess: Sendable {
  package enum Ending: Sendable, Equatable {
    case exited(Int32)
    case signalled(Int32)
    /// It exceeded a limit, and was killed with everything it had started.
    case stopped(RunLimits.Excess)
  }

  package let executable: URL
  package let arguments: [String]
  package let workingDirectory: URL
  package let environment: ProcessEnvironment
  /// The program's `argv[0]`; `nil` means its path.
  private let name: String?
  package let limits: RunLimits

  package init(
    executable: URL,
    arguments: [String],
    workingDirectory: URL,
    environment: ProcessEnvironment,
    name: String? = nil,
    limits: RunLimits
  ) {
    self.executable = executable
    self.arguments = arguments
    self.workingDirectory = workingDirectory
    self.environment = environment
    self.name = name
    self.limits = limits
  }

  /// Runs the program, and writes its output and errors to files. It leads a session of its own, of which
  /// nothing is left when this returns, cancelled or not.
  ///
  /// - Parameters:
  ///   - output: a file for its output, created or emptied first.
  ///   - errors: a file for its errors, likewise.
  /// - Returns: how it ended.
  /// - Throws: an error if the program could not be started.
  package func run(
    output: URL,
    errors: URL
  ) async throws -> Ending {
    var options = PlatformOptions()
    options.createSession = true
    let configuration = Configuration(
      executable: .path(FilePath(executable.path)),
      arguments: Arguments(executablePathOverride: name, remainingValues: arguments),
      environment: .custom(variables),
      workingDirectory: FilePath(workingDirectory.path),
      platformOptions: options
    )
    let session = ProcessSession(mayBeLeft: limits.processes != nil)
    defer { session.kill() }

    let outputFile = try Self.openForWriting(output)
    let errorFile = try Self.openForWriting(errors)
    return try await withThrowingTaskGroup(of: TerminationStatus?.self) { tasks in
      tasks.addTask {
        try await Subprocess.run(
          configuration,
          input: .none,
          output: .fileDescriptor(outputFile, closeAfterSpawningProcess: true),
          error: .fileDescriptor(errorFile, closeAfterSpawningProcess: true)
        ) { execution in
          session.begin(execution.processIdentifier.value)
        }.terminationStatus
      }
      tasks.addTask {
        session.stop(for: try await excess(of: session, [output, errors]))
        return nil
      }
      while let status = try await tasks.next() {
        guard let status else { continue }
        tasks.cancelAll()
        if let excess = session.excess { return .stopped(excess) }
        switch status {
        case .exited(let code): return .exited(code)
        case .signaled(let signal): return .signalled(signal)
        }
      }
      throw CancellationError()
    }
  }

  /// Waits until the process exceeds a limit.
  private func excess(of session: ProcessSession, _ files: [URL]) async throws -> RunLimits.Excess {
    let start = ContinuousClock.now
    let watchesUsage = limits.memory != nil || limits.processes != nil || limits.output != nil
    while true {
      let left = limits.time - (ContinuousClock.now - start)
      guard left > .zero else { return .time }
      try await Task.sleep(for: watchesUsage ? min(left, Self.watchInterval) : left)
      guard watchesUsage, let identifier = session.identifier else { continue }
      if let most = limits.output {
        let sizes = files.map { FileStatus($0.path)?.size ?? 0 }
        if sizes.contains(where: { $0 > most }) { return .output }
      }
      let usage = ProcessUsage(ofSession: identifier)
      if let most = limits.memory, usage.memory > most { return .memory }
      if let most = limits.processes, usage.processes.count > most { return .processes }
    }
  }

  /// How often a process's usage is checked: the interval is too short to fill a disk or the memory.
  private static let watchInterval = Duration.milliseconds(25)

  private var variables: [Environment.Key: String] {
    Dictionary(
      uniqueKeysWithValues: environment.variables.map { (Environment.Key(stringLiteral: $0), $1) }
    )
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

/// A process and everything that it has started.
private final class ProcessSession: Sendable {
  private struct State {
    var identifier: pid_t?
    var excess: RunLimits.Excess?
  }

  private let state = Mutex(State())
  /// Whether its processes may leave the leader's group, as those of a lesson may.
  private let mayBeLeft: Bool

  init(mayBeLeft: Bool) {
    self.mayBeLeft = mayBeLeft
  }

  var identifier: pid_t? { state.withLock(\.identifier) }

  /// Why it was stopped, if it was.
  var excess: RunLimits.Excess? { state.withLock(\.excess) }

  func begin(_ identifier: pid_t) {
    state.withLock { $0.identifier = identifier }
  }

  func stop(for excess: RunLimits.Excess) {
    state.withLock { $0.excess = excess }
    kill()
  }

  /// Kills all of its processes: the leader's group at once, then those that have left it.
  func kill() {
    guard let identifier else { return }
    sendSignal(-identifier, SIGKILL)
    guard mayBeLeft else { return }
    for process in ProcessUsage(ofSession: identifier).processes { sendSignal(process, SIGKILL) }
  }
}

private func sendSignal(_ process: pid_t, _ signal: Int32) {
  _ = kill(process, signal)
}

extension ChildProcess.Ending {
  /// Whether it accessed memory that is not its own.
  var isOfMemory: Bool { self == .signalled(SIGSEGV) || self == .signalled(SIGBUS) }

  /// Whether it aborted itself, after reporting why.
  var isAborted: Bool { self == .signalled(SIGABRT) }

  /// A description for messages, in words for someone who reads a lesson's code.
  var reason: String {
    switch self {
    case .exited(let code): "exit code \(code)"
    case .signalled(SIGSEGV), .signalled(SIGBUS):
      "it used memory that is not its own, as a recursion without end does (signal 11)"
    case .signalled(SIGILL), .signalled(SIGTRAP):
      "a check of the language failed, such as that for overflow (signal 4)"
    case .signalled(SIGKILL): "it was killed (signal 9)"
    case .signalled(SIGABRT): "it was aborted (signal 6)"
    case .signalled(let signal): "signal \(signal)"
    case .stopped(let excess): "it passed the limit of \(excess)"
    }
  }
}
