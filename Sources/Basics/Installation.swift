package import Foundation

/// Where the running tool is, and what an installation has put beside it.
package enum Installation {
  /// The folder of the tool, behind any links.
  package static var tool: URL? {
    Bundle.main.executableURL?.resolvingSymlinksInPath().deletingLastPathComponent()
  }

  /// Changes with the tool; `nil` if its file cannot be found.
  package static var identity: String? {
    guard let path = Bundle.main.executablePath, let status = FileStatus(path) else { return nil }
    return "\(path) \(status.stamp)"
  }

  /// The folder `share/literate` of an installation; `nil` for a tool in its build folder.
  package static var share: URL? {
    let folder = tool?.deletingLastPathComponent().appending(path: "share/literate")
    guard let folder, FileStatus(folder.path)?.kind == .folder else { return nil }
    return folder
  }

  /// The user's folder for what can be computed again; `nil` if nothing can be written there.
  package static var userCache: URL? {
    let environment = ProcessInfo.processInfo.environment
    func folder(_ name: String) -> URL? {
      environment[name].flatMap {
        $0.isEmpty ? nil : URL(filePath: $0, directoryHint: .isDirectory)
      }
    }
    #if os(macOS)
      let caches = folder("HOME")?.appending(path: "Library/Caches")
    #else
      let caches = folder("XDG_CACHE_HOME") ?? folder("HOME")?.appending(path: ".cache")
    #endif
    guard let own = caches?.appending(path: "literate") else { return nil }
    let isThere: ()? = try? FileManager.default.createDirectory(
      at: own,
      withIntermediateDirectories: true
    )
    return isThere != nil && FileManager.default.isWritableFile(atPath: own.path) ? own : nil
  }
}
