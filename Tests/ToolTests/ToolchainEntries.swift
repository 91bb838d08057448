import Caching
import Execution
import Foundation
import TestSupport
import Testing

/// What every first build asks of the toolchain, asked once for all fixtures: it is the same for all, and
/// takes half of the time of a small lesson's first build.
enum ToolchainEntries {
  private static let kinds = [CacheKind.driverPlans, .readsLibraries]

  private static let cache = Task {
    let scratch = try Scratch()
    try scratch.write("```swift\n1 + 1\n```\n", to: "Content/01-first.md")
    let run = try await ToolRun.literate(["build"], in: scratch.url)
    try #require(run.ending == .exited(0), "\(run.errors)")
    return scratch.url.appending(path: "Content/.literate")
  }

  /// Puts the entries into the cache of a folder of lessons.
  static func copy(into content: URL) async throws {
    let cache = try await cache.value
    let copy = content.appending(path: ".literate")
    try FileManager.default.createDirectory(at: copy, withIntermediateDirectories: true)
    for kind in kinds {
      let folder = cache.appending(path: kind.folder)
      try FileManager.default.copyItem(at: folder, to: copy.appending(path: kind.folder))
    }
  }
}
