package import Caching
import Diagnostics
package import Foundation

/// Builds the library modules of the SwiftPM package whose code the lessons show.
///
/// SwiftPM is asked only if something in the package has changed since it was asked last, which is
/// known from the bytes of its sources.
package struct PackageBuilder: Sendable {
  private let package: URL
  private let toolchain: Toolchain
  private let cache: CacheDirectory
  private static let timeLimit = Duration.seconds(1800)
  private static let cacheName = "modules.json"

  package init(package: URL, toolchain: Toolchain, cache: CacheDirectory) {
    self.package = package
    self.toolchain = toolchain
    self.cache = cache
  }

  /// The modules of a package's library products, as SwiftPM describes them; nothing is built.
  package static func libraries(of package: URL, toolchain: Toolchain) async throws -> [String] {
    let cache = CacheDirectory(package.appending(path: ".build/literate"))
    let builder = PackageBuilder(package: package, toolchain: toolchain, cache: cache)
    return try await builder.describe(package).libraryTargets.map(\.c99name).sorted()
  }

  private struct Entry: Codable {
    let sources: [String]
    let fingerprint: String
    let modules: LessonModules
  }

  /// The package's modules, built if need be; `willBuild` is called before SwiftPM is started.
  /// What SwiftPM refuses is thrown as a `DiagnosticError` with its words.
  package func modules(willBuild: @Sendable () -> Void) async throws -> LessonModules {
    if let modules = builtModules { return modules }
    willBuild()
    let graph = try await graph()
    let sources = sources(of: graph)
    // Taken before the build: a file saved meanwhile makes the next run build again.
    let fingerprint = fingerprint(of: sources)
    for target in graph.roots {
      _ = try await swift("build", ["-c", "release", "--target", target.name], in: package)
    }
    let modules = try modules(of: graph)
    let entry = Entry(sources: sources, fingerprint: fingerprint, modules: modules)
    cache.write(entry, named: Self.cacheName)
    return modules
  }

  /// The package's modules, if nothing has changed since they were built.
  var builtModules: LessonModules? {
    guard let entry = cache.read(Entry.self, named: Self.cacheName),
      entry.fingerprint == fingerprint(of: entry.sources),
      entry.modules.modules.allSatisfy(\.isCurrent)
    else { return nil }
    return entry.modules
  }

  // MARK: SwiftPM

  private func graph() async throws -> PackageGraph {
    let manifest = try await describe(package)
    guard manifest.targets.contains(where: { !($0.productDependencies ?? []).isEmpty }) else {
      return PackageGraph(root: (manifest, package), others: [])
    }
    let tree = try await read(
      PackageDependencies.self,
      "package show-dependencies",
      ["--format", "json"],
      in: package
    )
    var others: [(manifest: PackageManifest, package: URL)] = []
    for path in tree.paths {
      let folder = URL(filePath: path, directoryHint: .isDirectory)
      others.append((try await describe(folder), folder))
    }
    return PackageGraph(root: (manifest, package), others: others)
  }

  private func describe(_ package: URL) async throws -> PackageManifest {
    try await read(
      PackageManifest.self,
      "package describe",
      ["--type", "json"],
      in: package
    )
  }

  /// What a command of SwiftPM prints as JSON, behind whatever it says besides.
  private func read<Value: Decodable>(
    _ type: Value.Type,
    _ command: String,
    _ arguments: [String],
    in package: URL
  ) async throws -> Value {
    let output = try await swift(command, arguments, in: package)
    guard let start = output.firstIndex(of: "{"),
      let value = try? JSONDecoder().decode(type, from: Data(output[start...].utf8))
    else {
      throw DiagnosticError(fault("'swift \(command)' does not answer as expected", output))
    }
    return value
  }

  private func swift(
    _ command: String,
    _ arguments: [String],
    in package: URL
  ) async throws -> String {
    let scratch = try TemporaryFolder()
    defer { scratch.remove() }
    let process = ChildProcess(
      executable: toolchain.packageManager,
      arguments: command.split(separator: " ").map(String.init)
        + ["--package-path", package.path] + arguments,
      workingDirectory: package,
      // What SwiftPM forgets there goes with the folder.
      environment: .packageManager.setting(["TMPDIR": scratch.url.path]),
      limits: RunLimits(time: Self.timeLimit)
    )
    let ending = try await process.run(
      output: scratch.url.appending(path: "output"),
      errors: scratch.url.appending(path: "errors")
    )
    let text = scratch.text(of: "output")
    guard ending == .exited(0) else {
      throw DiagnosticError(
        fault(
          "'swift \(command)' fails in \(package.lastPathComponent) (\(ending.reason))",
          text + scratch.text(of: "errors")
        )
      )
    }
    return text
  }

  private func modules(of graph: PackageGraph) throws -> LessonModules {
    let folder = package.appending(path: ".build/release").resolvingSymlinksInPath()
    let modules = try graph.nodes.map { node in
      let module = LessonModules.Module(
        name: node.target.c99name,
        dependencies: node.dependencies,
        builtIn: folder,
        moduleMap: node.target.isClang ? moduleMap(of: node, in: folder) : nil,
        cSources: node.target.sources
      )
      guard let module else {
        throw DiagnosticError(
          fault("SwiftPM has built no module '\(node.target.name)' in \(folder.path)", "")
        )
      }
      return module
    }
    return LessonModules(
      searchPaths: [folder.appending(path: "Modules").path],
      modules: modules.sorted { $0.name < $1.name },
      libraries: graph.roots.map(\.c99name).sorted()
    )
  }

  /// A C target's own module map, or the one that SwiftPM makes for it.
  private func moduleMap(of node: PackageGraph.Node, in folder: URL) -> URL {
    let target = node.target
    let own = node.package.appending(path: target.path).appending(path: "include/module.modulemap")
    return FileManager.default.fileExists(atPath: own.path)
      ? own : folder.appending(path: "\(target.name).build/module.modulemap")
  }

  private func fault(_ message: String, _ output: String) -> Diagnostic {
    let lines = output.split(separator: "\n").suffix(40)
    return Diagnostic(
      "package-build-failed",
      message,
      notes: lines.map { Diagnostic.Note(String($0)) }
    )
  }

  // MARK: Fingerprint

  /// The manifests and folders of sources that may change by themselves: the package's own, and those
  /// of packages that it names by their path. What SwiftPM has fetched changes with the versions that
  /// it resolved to.
  private func sources(of graph: PackageGraph) -> [String] {
    let fetched = package.appending(path: ".build").path + "/"
    let local = graph.nodes.filter { !$0.package.path.hasPrefix(fetched) }
    let manifests = Set(
      ([package] + local.map(\.package)).map { $0.appending(path: "Package.swift").path }
    )
    return (manifests + local.map { $0.package.appending(path: $0.target.path).path }).sorted()
  }

  /// Of what the manifest resolved to, and some files and every file of some folders.
  private func fingerprint(of sources: [String]) -> String {
    var fields = [toolchain.identity]
    fields.append(Self.digest(of: package.appending(path: "Package.resolved")))
    for source in sources {
      let root = URL(filePath: source)
      let names = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String }
      fields += [source, Self.digest(of: root)]
      for name in (names ?? []).sorted() {
        fields += [name, Self.digest(of: root.appending(path: name))]
      }
    }
    return Digest(fields).description
  }

  private static func digest(of file: URL) -> String {
    guard let bytes = try? Data(contentsOf: file) else { return "" }
    return Digest(bytes).description
  }
}
