import Basics
import Caching
import Foundation
import LessonProtocol

extension LessonRunner {
  /// Where a program notes what it looks at.
  static let noteFile = "reads"

  /// What a program finds in its environment.
  ///
  /// - Parameters:
  ///   - own: the program's own folder.
  ///   - records: the file of its records.
  ///   - trace: the file of the statements that run.
  ///   - folder: where these are, and the program.
  /// - Returns: the environment, in which the program notes what it looks at.
  /// - Throws: what kept a folder or a file from being made.
  func environment(
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

  /// More than a program that keeps to its time can take, in seconds.
  private var processorTime: Int64 {
    (limits.time.components.seconds + 1) * Int64(ProcessInfo.processInfo.activeProcessorCount + 1)
  }

  /// Waits for the next whole second, so that printed dates differ between runs.
  static func untilNextSecond() async throws {
    let now = Date().timeIntervalSince1970
    try await Task.sleep(for: .seconds(now.rounded(.up) - now))
  }
}
