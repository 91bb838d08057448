import Basics
import Caching
import Foundation
import LessonProtocol

/// Runs programs in the same surroundings, within the same limits, and notes what they look at.
struct ProgramExecution: Sendable {
  /// The folder in which programs run and look for files; `nil` for an empty one of their own.
  let workingDirectory: URL?
  let surroundings: LessonSurroundings
  let reads: FileReads
  let limits: RunLimits
  let notes = RunNotes()

  /// A program's `argv[0]`, the same in every run.
  private static let programName = "lesson"

  /// Runs a program.
  ///
  /// - Parameters:
  ///   - program: the executable.
  ///   - units: how many units it has, each of which may print as much as the limit allows.
  ///   - folder: the folder for what it leaves behind.
  ///   - variables: variables in addition to those of its surroundings.
  /// - Returns: what it did, however it ended.
  /// - Throws: an error if it could not be started.
  func run(
    _ program: URL,
    units: Int,
    in folder: TemporaryFolder,
    _ variables: [String: String] = [:]
  ) async throws -> ProgramRun {
    var limits = limits
    limits.output = limits.output.map { $0 * units }
    let records = folder.url.appending(path: "records")
    try Data().writeUnsynced(to: records)
    let trace = folder.url.appending(path: "trace")
    try StatementTrace.empty.writeUnsynced(to: trace)
    // Folders of the program's own, not shared with any other run.
    let own = try TemporaryFolder()
    defer { own.remove() }
    let directory = workingDirectory ?? own.url
    let process = ChildProcess(
      executable: program,
      arguments: [],
      workingDirectory: directory,
      environment: try await environment(in: own, records: records, trace: trace, of: folder)
        .setting(variables),
      name: Self.programName,
      limits: limits
    )
    let ending = try await process.run(
      output: folder.url.appending(path: "printed"),
      errors: folder.url.appending(path: "errors")
    )
    notes.add(NotedFiles(folder.bytes(of: Self.noteFile), in: directory))
    return ProgramRun(
      ending: ending,
      records: ProgramRecords(folder.text(of: "records")),
      printed: folder.bytes(of: "printed"),
      errors: ErrorOutput(folder.bytes(of: "errors")),
      trace: StatementTrace(folder.bytes(of: "trace"))
    )
  }

  /// The file in which a program notes what it looks at.
  private static let noteFile = "reads"

  /// The environment of a program.
  ///
  /// - Parameters:
  ///   - own: the program's own folder.
  ///   - records: the file for its records.
  ///   - trace: the file for the statements that run.
  ///   - folder: the folder of these files and of the program.
  /// - Returns: the environment, in which the program notes what it looks at.
  /// - Throws: an error if a folder or a file cannot be created.
  private func environment(
    in own: TemporaryFolder,
    records: URL,
    trace: URL,
    of folder: TemporaryFolder
  ) async throws -> ProcessEnvironment {
    let noted = folder.url.appending(path: Self.noteFile)
    try Data().writeUnsynced(to: noted)
    let watching = try await reads.variables(notes: noted, own: [folder.url, own.url])
    let limited = [
      LessonEnvironment.stack: limits.stack, LessonEnvironment.displayLimit: limits.output,
    ]
    let limiting = limited.compactMapValues { $0.map { String($0) } }
    return try surroundings.environment(in: own.url).setting(watching).setting(limiting).setting([
      LessonEnvironment.records: records.path,
      LessonEnvironment.trace: trace.path,
      LessonEnvironment.processorTime: String(processorTime),
    ])
  }

  /// More processor time than a program within its time limit can use, in seconds.
  private var processorTime: Int64 {
    (limits.time.components.seconds + 1) * Int64(ProcessInfo.processInfo.activeProcessorCount + 1)
  }

  /// Waits for the next whole second, so that printed dates differ between runs.
  static func untilNextSecond() async throws {
    let now = Date().timeIntervalSince1970
    try await Task.sleep(for: .seconds(now.rounded(.up) - now))
  }
}
