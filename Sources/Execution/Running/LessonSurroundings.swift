import Foundation
import Lessons

/// The surroundings of a lesson's program other than files: the same on every machine.
struct LessonSurroundings: Sendable {
  let timeZone: String
  let locale: String

  private static let searchPath = "/usr/local/bin:/usr/bin:/bin"
  /// Where the system looks for libraries: without these variables, a program may not start.
  private static let libraryPaths = ["LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"]

  /// Uses the lesson's own settings, or else the site's.
  init(of lesson: Lesson?, in configuration: SiteConfiguration) {
    let (own, common) = (lesson?.frontMatter.surroundings, configuration.surroundings)
    timeZone = own?.timeZone ?? common.timeZone ?? "UTC"
    locale = own?.locale ?? common.locale ?? "C.UTF-8"
  }

  /// The variables of a program whose home and temporary folders are in a folder of its own.
  func environment(in folder: URL) throws -> ProcessEnvironment {
    let folders = [("HOME", "home"), ("TMPDIR", "tmp")].map { ($0, folder.appending(path: $1)) }
    for (_, folder) in folders {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }
    let paths = Dictionary(uniqueKeysWithValues: folders.map { ($0, $1.path) })
    // Foundation looks up the home in the list of users unless this variable names it.
    let told = ["CFFIXED_USER_HOME": paths["HOME"] ?? folder.path]
    return ProcessEnvironment(fixed).setting(paths).setting(told)
  }

  /// The variables that are the same in every run.
  private var fixed: [String: String] {
    let inherited = ProcessInfo.processInfo.environment
    return inherited.filter { Self.libraryPaths.contains($0.key) }.merging(
      [
        "PATH": Self.searchPath,
        "LANG": locale,
        "LC_ALL": locale,
        "TZ": timeZone,
        // Sets and dictionaries have the same order in every process.
        "SWIFT_DETERMINISTIC_HASHING": "1",
        "SWIFT_BACKTRACE": "enable=no",
      ]
    ) { $1 }
  }

  /// The parts that affect results.
  var parts: [ProgramKey.Part] {
    let changing = ["TZ": "the time zone", "LC_ALL": "the locale"]
    return fixed.sorted { $0.key < $1.key }.map { name, value in
      ProgramKey.Part(name: changing[name] ?? "the variable \(name)", digest: value)
    }
  }
}
