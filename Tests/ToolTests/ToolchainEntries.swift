import Caching
import Execution
import Foundation
import TestSupport
import Testing

/// What every first build asks of the toolchain, asked once for all fixtures: it is the same for all, and
/// takes half of the time of a small lesson's first build.
enum ToolchainEntries {
  private static let kinds = [CacheKind.driverPlans, .readsLibraries]

  private static let pageCompilation = Task {
    let scratch = try Scratch()
    try scratch.write(
      """
      ---
      imports: [LessonKit]
      ---

      ```swift
      let x = slider("x", 1.0, in: 0...2)
      ```
      """,
      to: "Content/01-first.md"
    )
    let run = try await ToolRun.literate(["build"], in: scratch.url)
    try #require(run.ending == .exited(0), "\(run.errors)")
    scratch.remove()
  }

  /// Waits until what pages compute with is compiled and kept for the user, so that tests do not compile it all at
  /// once.
  static func compilePageModules() async throws { try await pageCompilation.value }

  private static let cache = Task {
    let scratch = try Scratch()
    try scratch.write("```swift\n1 + 1\n```\n", to: "Content/01-first.md")
    let run = try await ToolRun.literate(["build"], in: scratch.url)
    try #require(run.ending == .exited(0), "\(run.errors)")
    return scratch.url.appending(path: "Content/.literate")
  }

  /// Puts the entries into the cache of a folder of lessons.
  static func copy(into content: URL) async throws {
    try copy(kinds, of: try await cache.value, into: content)
  }

  private static func copy(_ kinds: [CacheKind], of cache: URL, into content: URL) throws {
    let copy = content.appending(path: ".literate")
    try FileManager.default.createDirectory(at: copy, withIntermediateDirectories: true)
    for kind in kinds {
      let folder = cache.appending(path: kind.folder)
      try FileManager.default.copyItem(at: folder, to: copy.appending(path: kind.folder))
    }
  }
}
