import Basics
import Caching
import Foundation
import LessonProtocol

extension LessonRunner {
  /// The file in which a program notes what it looks at.
  static let noteFile = "reads"

  /// The environment of a program.
  ///
  /// - Parameters:
  ///   - own: the program's own folder.
  ///   - records: the file for its records.
  ///   - trace: the file for the statements that run.
  ///   - folder: the folder of these files and of the program.
  /// - Returns: the environment, in which the program notes what it looks at.
  /// - Throws: an error if a folder or a file cannot be created.
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
