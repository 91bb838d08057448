import Basics
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

  init(_ modules: LessonModules, _ driver: CompilerDriver, cache: CacheDirectory) {
    self.modules = modules
    linked = Once { try await Self.library(of: modules, driver, cache) }
  }

  /// Begins to link, if that has not begun: programs need the library only when they are compiled.
  func begin() {
    linked.begin()
  }

  /// The library; `nil` if there can be none, and then the linker has to say why when it links a program
  /// with the modules themselves.
  var library: URL? {
    get async throws { try await linked.value }
  }

  private static func library(
    of modules: LessonModules,
    _ driver: CompilerDriver,
    _ cache: CacheDirectory
  ) async throws -> URL? {
    // The library says where it is, and so do the programs that were linked with it by another
    // name: each cache has its own copy.
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
  /// The job that links a program, with other inputs to a library that is known by a path; `nil` where
  /// it is no such job of the ELF linkers.
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
        // What begins a program, the program's own object, and the libraries that it asks for.
        let isProgram = argument.hasSuffix("crt1.o") || argument == arguments[modules - 1]
        if !isProgram, !argument.hasPrefix("@") { changed.append(argument) }
      }
    }
    return CompilerDriver.Job(executable: executable, arguments: changed)
  }
}
