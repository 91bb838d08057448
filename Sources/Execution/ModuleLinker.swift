import Caching
import Foundation

/// Links the modules that lessons import into one shared library, once for all lessons: linking
/// hundreds of objects into each program would take longer than to compile it.
struct ModuleLinker: Sendable {
  let modules: LessonModules
  private let linked: Once<URL?>

  /// What the library is called in the folder of a program.
  static let libraryName = "modules.so"
  private static let timeLimit = Duration.seconds(300)

  init(_ modules: LessonModules, toolchain: Toolchain, cache: CacheDirectory) {
    self.modules = modules
    linked = Once { await Self.library(of: modules, toolchain, cache) }
  }

  /// Whether there can be such a library. Where a library knows where it was made, it could not be
  /// moved into the cache.
  var canLink: Bool {
    #if os(Linux)
      true
    #else
      false
    #endif
  }

  /// Begins to link, if that has not begun: programs need the library only when they are compiled.
  func begin() {
    if canLink { linked.begin() }
  }

  /// The library; `nil` if there is none, and then the linker has to say why when it links a program
  /// with the modules themselves.
  var library: URL? {
    get async throws { canLink ? try await linked.value : nil }
  }

  private static func library(
    of modules: LessonModules,
    _ toolchain: Toolchain,
    _ cache: CacheDirectory
  ) async -> URL? {
    // The library says where it stands, and so do the programs that were linked with it by another
    // name: in another cache it is another one.
    let folder = cache.location(ofFile: "libraries").path
    let key = Digest(
      [toolchain.identity, folder] + modules.modules.flatMap { [$0.name, $0.digest] }
    )
    let name = "libraries/\(key).so"
    if let kept = cache.file(named: name) { return kept }
    guard let folder = try? TemporaryFolder() else { return nil }
    defer { folder.remove() }
    let library = folder.url.appending(path: "library")
    // Beside its first input the driver writes a file of its own, which two builds at once must not
    // share; so that input stands here.
    let objects = modules.modules.flatMap(\.objects)
    let first = folder.url.appending(path: "first.o")
    guard let original = objects.first,
      (try? FileManager.default.createSymbolicLink(
        atPath: first.path,
        withDestinationPath: original
      )) != nil
    else { return nil }
    let process = ChildProcess(
      executable: toolchain.compiler,
      arguments: ["-emit-library", "-module-name", "LessonModules", "-o", library.path, first.path]
        + objects.dropFirst() + toolchain.linkerArguments
        + ["-Xlinker", "-soname=\(cache.location(ofFile: name).path)"],
      workingDirectory: folder.url,
      environment: ["TMPDIR": folder.url.path],
      limits: RunLimits(time: Self.timeLimit)
    )
    let ending = try? await process.run(
      output: folder.url.appending(path: "output"),
      errors: folder.url.appending(path: "errors")
    )
    return ending == .exited(0) ? cache.keep(library, named: name) : nil
  }
}
