import Basics
import Caching
import Foundation

/// Links the modules that lessons import into one shared library, once for all lessons: linking hundreds of
/// objects into each program would take longer than compiling it.
struct ModuleLinker: Sendable {
  let modules: LessonModules
  private let linked: Once<URL?>

  /// The library's name in the folder of a program.
  static let libraryName = "modules.so"
  private static let timeLimit = Duration.seconds(300)

  init(_ modules: LessonModules, _ driver: CompilerDriver, cache: CacheDirectory) {
    self.modules = modules
    linked = Once { try await Self.library(of: modules, driver, cache) }
  }

  /// Starts linking, unless it has started: programs need the library only once they are compiled.
  func begin() {
    linked.begin()
  }

  /// The library; `nil` if it cannot be made, so that the linker reports why when it links a program with the
  /// modules themselves.
  var library: URL? {
    get async throws { try await linked.value }
  }

  private static func library(
    of modules: LessonModules,
    _ driver: CompilerDriver,
    _ cache: CacheDirectory
  ) async throws -> URL? {
    // The library contains its own path, which programs record when they are linked through its other name:
    // each cache has its own copy.
    let place = cache.location.path
    let key = Digest(
      [driver.toolchain.identity, place] + modules.modules.flatMap { [$0.name, $0.digest] }
    )
    let entry = CacheEntry.moduleLibrary(key: key)
    if let kept = cache.file(of: entry) { return kept }
    let objects = modules.modules.flatMap(\.objects)
    let libraries = objects.flatMap { object in
      FileManager.default.contents(atPath: object).flatMap(AutolinkSection.options) ?? []
    }
    let jobs = try await driver.jobs(
      LessonCompiler.arguments(CompilationSettings(), modules, driver.toolchain),
      source: LessonCompiler.source
    )
    let job = jobs.last?.linkingLibrary(
      objects + Set(libraries).sorted(),
      known: cache.location(of: entry).path
    )
    guard let job else { return nil }
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let process = ChildProcess(
      executable: URL(filePath: job.executable),
      arguments: job.arguments,
      workingDirectory: folder.url,
      environment: .compiler,
      limits: RunLimits(time: timeLimit)
    )
    let ending = try await process.run(
      output: folder.url.appending(path: "output"),
      errors: folder.url.appending(path: "errors")
    )
    guard ending == .exited(0) else { return nil }
    return cache.keep(folder.url.appending(path: LessonCompiler.program), as: entry)
  }
}

extension CompilerDriver.Job {
  /// The job that links a program, changed to link other inputs into a library at a path; `nil` if it is not
  /// such a job of an ELF linker.
  fileprivate func linkingLibrary(_ inputs: [String], known path: String) -> CompilerDriver.Job? {
    guard let format = arguments.firstIndex(of: "-pie"),
      let loader = arguments.firstIndex(of: "-dynamic-linker"),
      let modules = arguments.firstIndex(of: ModuleLinker.libraryName)
    else { return nil }
    var changed: [String] = []
    for (index, argument) in arguments.enumerated() {
      switch index {
      case format: changed += ["-shared", "-soname=\(path)"]
      case loader, loader + 1: continue
      case modules: changed += inputs
      default:
        // Drops the startup code, the program's own object, and the libraries that it asks for.
        let isProgram = argument.hasSuffix("crt1.o") || argument == arguments[modules - 1]
        if !isProgram, !argument.hasPrefix("@") { changed.append(argument) }
      }
    }
    return CompilerDriver.Job(executable: executable, arguments: changed)
  }
}
