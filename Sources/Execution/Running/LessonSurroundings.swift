import Foundation
import Lessons

/// What a lesson's program finds around it besides files: the same on every machine.
struct LessonSurroundings: Sendable {
  let timeZone: String
  let locale: String

  private static let searchPath = "/usr/local/bin:/usr/bin:/bin"
  /// Where the system looks for libraries: without it, a program may not start.
  private static let libraryPaths = ["LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"]

  /// A lesson's own settings, else the site's.
  init(of lesson: Lesson, in configuration: SiteConfiguration) {
    let (own, common) = (lesson.frontMatter.surroundings, configuration.surroundings)
    timeZone = own.timeZone ?? common.timeZone ?? "UTC"
    locale = own.locale ?? common.locale ?? "C.UTF-8"
  }

  /// The variables of a program that has a folder of its own, in which its home and its temporary files
  /// find theirs.
  func environment(in folder: URL) throws -> ProcessEnvironment {
    let folders = [("HOME", "home"), ("TMPDIR", "tmp")].map { ($0, folder.appending(path: $1)) }
    for (_, folder) in folders {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }
    let paths = Dictionary(uniqueKeysWithValues: folders.map { ($0, $1.path) })
    // Foundation asks the list of users for the home, unless this variable names one.
    let told = ["CFFIXED_USER_HOME": paths["HOME"] ?? folder.path]
    return ProcessEnvironment(fixed).setting(paths).setting(told)
  }

  /// Those that are the same in every run.
  private var fixed: [String: String] {
    let inherited = ProcessInfo.processInfo.environment
    return inherited.filter { Self.libraryPaths.contains($0.key) }.merging(
      [
        "PATH": Self.searchPath,
        "LANG": locale,
        "LC_ALL": locale,
        "TZ": timeZone,
        // Sets and dictionaries keep one order in every process.
        "SWIFT_DETERMINISTIC_HASHING": "1",
        "SWIFT_BACKTRACE": "enable=no",
      ]
    ) { $1 }
  }

  /// What decides results.
  var parts: [ProgramKey.Part] {
    let changing = ["TZ": "the time zone", "LC_ALL": "the locale"]
    return fixed.sorted { $0.key < $1.key }.map { name, value in
      ProgramKey.Part(name: changing[name] ?? "the variable \(name)", digest: value)
    }
  }
}
