import Basics
import Caching
import Foundation
import LessonProtocol

/// Makes programs note which files they look at, with a library that is loaded before the C library.
struct FileReads: Sendable {
  private let compiled: Once<URL?>
  private let toolchain: Toolchain

  private static let timeLimit = Duration.seconds(60)
  private static let source = "file-reads.c"
  private static let library = "file-reads.so"
  /// Paths that belong to the system and change with it, or that are not files.
  private static let system = [
    "/dev", "/lib", "/lib32", "/lib64", "/proc", "/sys", "/usr/lib", "/usr/lib32", "/usr/lib64",
    "/usr/libexec", "/usr/share/icu", "/usr/share/locale", "/usr/share/zoneinfo",
  ]

  init(_ toolchain: Toolchain, cache: CacheDirectory) {
    self.toolchain = toolchain
    compiled = Once { await Self.compile(toolchain, cache) }
  }

  /// The environment variables that make a program write its notes into a file.
  ///
  /// - Parameters:
  ///   - notes: the file, which must exist.
  ///   - own: folders whose files do not count.
  /// - Returns: an empty dictionary if that is not possible.
  /// - Throws: `CancellationError` if the caller is cancelled.
  func variables(notes: URL, own: [URL]) async throws -> [String: String] {
    guard let library = try await compiled.value else { return [:] }
    let folders = Self.system + [toolchain.usr.path] + own.map(\.path)
    let real = folders + folders.map { URL(filePath: $0).resolvingSymlinksInPath().path }
    return [
      "LD_PRELOAD": library.path,
      LessonEnvironment.reads: notes.path,
      LessonEnvironment.unwatched: Set(real).subtracting(["/"]).sorted().joined(separator: ":"),
    ]
  }

  /// The library, kept for all lessons; `nil` if it cannot be built.
  private static func compile(_ toolchain: Toolchain, _ cache: CacheDirectory) async -> URL? {
    #if os(Linux)
      let text = Data(PackageResources.file_reads_c)
      let key = Digest([toolchain.identity, "\(Digest(text))"])
      let entry = CacheEntry.readsLibrary(key: key)
      if let kept = cache.file(of: entry) { return kept }
      guard let folder = try? TemporaryFolder() else { return nil }
      defer { folder.remove() }
      try? text.writeUnsynced(to: folder.url.appending(path: source))
      let own = toolchain.usr.appending(path: "bin/clang")
      let isOwn = FileManager.default.isExecutableFile(atPath: own.path)
      let process = ChildProcess(
        executable: isOwn ? own : URL(filePath: "/usr/bin/cc"),
        arguments: ["-shared", "-fPIC", "-O1", "-o", library, source],
        workingDirectory: folder.url,
        environment: .compiler,
        limits: RunLimits(time: timeLimit)
      )
      let ending = try? await process.run(
        output: folder.url.appending(path: "output"),
        errors: folder.url.appending(path: "errors")
      )
      guard ending == .exited(0) else { return nil }
      return cache.keep(folder.url.appending(path: library), as: entry)
    #else
      return nil
    #endif
  }
}
