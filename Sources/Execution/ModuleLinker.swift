import Caching
import Foundation

/// Links the modules that lessons import into one shared library, once for all lessons: linking
/// hundreds of objects into each program would take longer than to compile it.
actor ModuleLinker {
  private let modules: LessonModules
  private let toolchain: Toolchain
  private let cache: CacheDirectory
  private var linking: Task<LessonModules, Never>?

  private static let timeLimit = Duration.seconds(300)

  init(_ modules: LessonModules, toolchain: Toolchain, cache: CacheDirectory) {
    self.modules = modules
    self.toolchain = toolchain
    self.cache = cache
  }

  /// The modules, as a library if there can be one; where there cannot, what the linker has to say
  /// is told by the first lesson that it links.
  func linkedModules() async -> LessonModules {
    #if os(Linux)
      if let linking { return await linking.value }
      let task = Task { [modules, toolchain, cache] in
        await Self.library(of: modules, toolchain, cache).map(modules.linked(as:)) ?? modules
      }
      linking = task
      return await task.value
    #else
      // Elsewhere a library knows where it was made, and could not be moved into the cache.
      return modules
    #endif
  }

  private static func library(
    of modules: LessonModules,
    _ toolchain: Toolchain,
    _ cache: CacheDirectory
  ) async -> URL? {
    let key = Digest([toolchain.identity] + modules.modules.flatMap { [$0.name, $0.digest] })
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
        + objects.dropFirst() + toolchain.linkerArguments,
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
