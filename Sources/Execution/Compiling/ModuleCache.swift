import Basics
import Caching
import Foundation

/// Where the compiler keeps the C modules that it has built.
enum ModuleCache {
  /// The compiler's arguments: none if it can write to its default cache, otherwise a folder of the tool's.
  static func arguments(
    in cache: CacheDirectory,
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) -> [String] {
    #if os(macOS)
      return []
    #else
      return hasOwnPlace(environment)
        ? [] : ["-module-cache-path", cache.location(of: .clangModules).path]
    #endif
  }

  /// Additional environment variables for SwiftPM, for a package: where it keeps its downloads, and where the
  /// compiler that it starts keeps modules.
  static func variables(
    for package: URL,
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) -> [String: String] {
    #if os(macOS)
      return [:]
    #else
      return hasOwnPlace(environment)
        ? [:] : ["XDG_CACHE_HOME": package.appending(path: ".build/caches").path]
    #endif
  }

  private static func hasOwnPlace(_ environment: [String: String]) -> Bool {
    let caches =
      environment["XDG_CACHE_HOME"].flatMap { $0.isEmpty ? nil : $0 }
      ?? environment["HOME"].flatMap { $0.isEmpty ? nil : $0 + "/.cache" }
    return caches.map { isWritable("\($0)/clang/ModuleCache") } ?? false
  }

  /// Whether a folder is writable or can be created.
  private static func isWritable(_ path: String) -> Bool {
    var folder = URL(filePath: path)
    while FileStatus(folder.path) == nil, folder.path != "/" { folder.deleteLastPathComponent() }
    return FileStatus(folder.path)?.kind == .folder && access(folder.path, W_OK | X_OK) == 0
  }
}
