import Basics
import Caching
import Diagnostics
import Foundation

/// The modules of pages' programs: compiled from their sources as Embedded Swift for WebAssembly, each once, and
/// kept.
actor PageModules {
  /// A compiled module.
  struct Module: Sendable {
    let name: String
    let interface: URL
    /// Its code; `nil` if programs compile what they use of it, as Embedded Swift does.
    let object: URL?
    /// Changes with its sources and with those of the modules that it imports.
    let key: Digest
  }

  nonisolated let toolchain: Toolchain
  nonisolated let cache: CacheDirectory
  private let modules: LessonModules
  private var compiled: [String: Once<Module>] = [:]

  /// What every compiler process for pages gets.
  static let flags = [
    "-target", "wasm32-unknown-none-wasm", "-enable-experimental-feature", "Embedded",
    "-enable-experimental-feature", "Extern", "-wmo", "-suppress-warnings", "-package-name",
    "literate",
    "-Xfrontend", "-disable-stack-protector",
  ]
  private static let supportFlags = [
    "--target=wasm32", "-Os", "-mbulk-memory", "-ffreestanding", "-c",
  ]
  private static let timeLimit = Duration.seconds(300)

  /// - Parameters:
  ///   - modules: the modules that lessons import, compiled for this machine from the same sources.
  ///   - toolchain: the toolchain that compiles lessons.
  ///   - cache: where they are kept.
  init(_ modules: LessonModules, _ toolchain: Toolchain, cache: CacheDirectory) {
    (self.modules, self.toolchain, self.cache) = (modules, toolchain, cache)
  }

  /// A module and those that it imports, compiled if they have not been yet; the imported ones come first.
  ///
  /// - Throws: `PageFault` if it does not compile, or if its sources are not known.
  func modules(for name: String) async throws -> [Module] {
    let needed = dependencies(of: name)
    var found: [Module] = []
    for name in needed + [name] {
      let known = found
      let once =
        compiled[name]
        ?? Once { [self] in try await compile(name, with: known) }
      compiled[name] = once
      found.append(try await once.value)
    }
    return found
  }

  /// The names of the modules that a module imports, each after those that it imports itself.
  private func dependencies(of name: String) -> [String] {
    if name == PageSource.runtimeModule { return [Self.kit] }
    if name == PageSource.chartsModule { return [Self.kit, PageSource.runtimeModule] }
    let own = modules.modules.first { $0.name == name }?.dependencies ?? []
    return own.sorted { dependencies(of: $0).count < dependencies(of: $1).count }
  }

  private static let kit = "LessonKit"
  /// The modules that are compiled once: programs are linked with their code.
  private static let linked: Set = [PageSource.runtimeModule, PageSource.chartsModule]

  // MARK: Sources

  /// The Swift sources of a module: those that its compiled objects were made from.
  private func sources(of name: String) -> [URL]? {
    guard let kit = modules.modules.first(where: { $0.name == Self.kit })?.sources?.first else {
      return nil
    }
    guard !Self.linked.contains(name) else {
      return Self.files(of: name, withSuffix: ".swift", beside: kit)
    }
    return modules.modules.first { $0.name == name }?.sources
  }

  /// The sources of a module of pages, whose folder is beside that of `LessonKit`; `nil` if there are none.
  private static func files(of name: String, withSuffix suffix: String, beside kit: URL) -> [URL]? {
    var folder = kit.deletingLastPathComponent()
    while folder.lastPathComponent != Self.kit, folder.path != "/" {
      folder.deleteLastPathComponent()
    }
    let place = folder.deletingLastPathComponent().appending(path: name)
    let names = try? FileManager.default.contentsOfDirectory(atPath: place.path)
    let files = (names ?? []).filter { $0.hasSuffix(suffix) }.sorted()
    return files.isEmpty ? nil : files.map { place.appending(path: $0) }
  }

  // MARK: Compiling

  private func compile(_ name: String, with imported: [Module]) async throws -> Module {
    guard let sources = sources(of: name) else {
      throw PageFault("the sources of the module '\(name)' are not known")
    }
    let isLinked = Self.linked.contains(name)
    let mode = isLinked || name == Self.kit ? "6" : modules.languageMode ?? "6"
    // What is linked is optimized here, and anything else in the programs that use it.
    let arguments =
      Self.flags + [
        "-parse-as-library", "-module-name", name, "-swift-version", mode,
        isLinked ? "-Osize" : "-Onone",
      ]
    var fields = [toolchain.identity] + arguments + imported.map(\.key.description)
    for source in sources {
      let bytes = FileManager.default.contents(atPath: source.path) ?? Data()
      fields += [source.lastPathComponent, Digest(bytes).description]
    }
    let key = Digest(fields)
    let object = isLinked ? cache.file(of: .pageObject(key: key)) : nil
    if let interface = cache.file(of: .pageModule(key: key)), !isLinked || object != nil {
      return Module(name: name, interface: interface, object: object, key: key)
    }
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    try imported.link(into: folder.url)
    let output = isLinked ? ["-emit-object", "-o", "\(name).o"] : []
    let ran = try await run(
      toolchain.compiler,
      arguments + ["-emit-module", "-emit-module-path", "\(name).swiftmodule", "-I", "."] + output
        + sources.map(\.path),
      in: folder
    )
    guard ran.isDone, let interface = keep("\(name).swiftmodule", of: folder, .pageModule(key: key))
    else {
      throw PageFault("the module '\(name)' does not compile for pages", ran.text)
    }
    let kept = isLinked ? keep("\(name).o", of: folder, .pageObject(key: key)) : nil
    return Module(name: name, interface: interface, object: kept, key: key)
  }

  private func keep(_ name: String, of folder: TemporaryFolder, _ entry: CacheEntry) -> URL? {
    cache.keep(folder.url.appending(path: name), as: entry)
  }

  /// The objects with what the compiler expects of a C library.
  func support() async throws -> [URL] {
    guard let kit = modules.modules.first(where: { $0.name == Self.kit })?.sources?.first,
      let sources = Self.files(of: PageSource.runtimeModule, withSuffix: ".c", beside: kit)
    else { throw PageFault("the sources of the module 'PageRuntime' are not beside the tool") }
    var objects: [URL] = []
    for source in sources { objects.append(try await object(of: source)) }
    return objects
  }

  private func object(of source: URL) async throws -> URL {
    let bytes = FileManager.default.contents(atPath: source.path) ?? Data()
    let key = Digest(
      [toolchain.identity, Digest(bytes).description] + Self.supportFlags
    )
    if let kept = cache.file(of: .pageObject(key: key)) { return kept }
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let ran = try await run(
      toolchain.clang,
      Self.supportFlags + [source.path, "-o", "support.o"],
      in: folder
    )
    guard ran.isDone, let object = keep("support.o", of: folder, .pageObject(key: key)) else {
      throw PageFault("the toolchain's clang does not compile for WebAssembly", ran.text)
    }
    return object
  }

  /// Runs a program of the toolchain, and returns whether it succeeded and what it said.
  nonisolated func run(
    _ program: URL,
    _ arguments: [String],
    in folder: TemporaryFolder,
    limits: RunLimits = RunLimits(time: timeLimit)
  ) async throws -> (isDone: Bool, text: String) {
    let process = ChildProcess(
      executable: program,
      arguments: arguments,
      workingDirectory: folder.url,
      environment: .compiler,
      limits: limits
    )
    let ending = try await process.run(
      output: folder.url.appending(path: "output"),
      errors: folder.url.appending(path: "errors")
    )
    return (ending == .exited(0), folder.text(of: "output") + folder.text(of: "errors"))
  }
}

/// Why a page's program cannot be made, apart from the lesson's own code.
struct PageFault: Error {
  let message: String
  let notes: [Diagnostic.Note]

  /// - Parameters:
  ///   - message: what is at fault.
  ///   - said: what a tool said about it, of which the end is shown.
  init(_ message: String, _ said: String = "") {
    self.message = message
    notes = said.split(separator: "\n").suffix(8).map { Diagnostic.Note(String($0)) }
  }
}

extension [PageModules.Module] {
  /// Puts the interfaces into a folder under the names that the compiler looks for.
  func link(into folder: URL) throws {
    for module in self {
      try FileManager.default.createSymbolicLink(
        at: folder.appending(path: "\(module.name).swiftmodule"),
        withDestinationURL: module.interface
      )
    }
  }
}

extension LessonModules.Module {
  /// The Swift sources that it was compiled from; `nil` if they are not known.
  fileprivate var sources: [URL]? {
    guard let object = objects.first else { return nil }
    let folder = URL(filePath: object).deletingLastPathComponent()
    struct Outputs: Decodable { let object: String? }
    let list = folder.appending(path: "output-file-map.json")
    if let data = try? Data(contentsOf: list),
      let outputs = try? JSONDecoder().decode([String: Outputs].self, from: data)
    {
      let sources = outputs.keys.filter { $0.hasSuffix(".swift") }.sorted()
      return sources.isEmpty ? nil : sources.map { URL(filePath: $0) }
    }
    guard let share = Installation.share else { return nil }
    let own = share.appending(path: "modules/\(name)")
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: own.path)) ?? []
    let sources = names.filter { $0.hasSuffix(".swift") }.sorted()
    return sources.isEmpty ? nil : sources.map { own.appending(path: $0) }
  }
}
