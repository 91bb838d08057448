import Caching
import Diagnostics
package import Foundation
import Lessons

/// Builds the modules of a SwiftPM package that lessons import.
///
/// SwiftPM is asked only if the bytes of the package's sources have changed since the last time, or if
/// lessons ask for more.
package struct PackageBuilder: Sendable {
  private let package: URL
  private let content: URL
  private let toolchain: Toolchain
  private let cache: CacheDirectory
  private let settings: PackageSettings
  private let manager: SwiftPM

  /// - Parameters:
  ///   - package: the folder of the package.
  ///   - content: the folder of the lessons.
  ///   - toolchain: the toolchain that builds it.
  ///   - cache: keeps information about what was built.
  ///   - settings: how it is built.
  init(
    package: URL,
    content: URL,
    toolchain: Toolchain,
    cache: CacheDirectory,
    _ settings: PackageSettings
  ) {
    self.settings = settings
    self.package = package
    self.content = content
    self.toolchain = toolchain
    self.cache = cache
    manager = SwiftPM(package: package, toolchain: toolchain)
  }

  /// The modules of a package's library products, as SwiftPM describes them; nothing is built.
  package static func libraries(of package: URL, toolchain: Toolchain) async throws -> [String] {
    let manager = SwiftPM(package: package, toolchain: toolchain)
    return try await manager.describe(package).libraryTargets.map(\.c99name).sorted()
  }

  /// The language mode of a package's code, `5` or `6`; nothing is built.
  package static func languageMode(of package: URL, toolchain: Toolchain) async throws -> String {
    try await SwiftPM(package: package, toolchain: toolchain).describe(package).languageMode
  }

  /// The folder in which SwiftPM builds a package's modules for lessons.
  package static func products(of package: URL) -> URL { BuildProducts(of: package).scratch }

  private struct Entry: Codable {
    let sources: [String]
    let resources: [String]
    let fingerprint: String
    let modules: LessonModules
    /// The names of all modules that lessons could ask for.
    let known: Set<String>
    let isTestable: Bool
    /// What SwiftPM was called with.
    let arguments: [String]

    func satisfies(_ demand: ModuleDemand) -> Bool {
      let asked = demand.names.intersection(known)
        .union(demand.libraries ? modules.libraries : [])
      let there = Set(modules.modules.map(\.name)).union(modules.refused.keys)
      return asked.isSubset(of: there) && (isTestable || !demand.isTestable)
    }
  }

  /// The modules that are asked for and their dependencies, built if necessary; `willBuild` is called before
  /// SwiftPM is started. SwiftPM's errors are thrown as a `DiagnosticError`.
  func modules(
    for demand: ModuleDemand,
    willBuild: @Sendable () -> Void
  ) async throws -> LessonModules {
    let products = BuildProducts(of: package, settings)
    let kept = keptEntry
    if let kept, kept.satisfies(demand) { return kept.modules }
    willBuild()
    try products.discardMoved()
    // Modules asked for earlier are kept, so that they need not be asked for again.
    let demand = demand.adding(
      kept?.modules.modules.map(\.name) ?? [],
      isTestable: kept?.isTestable ?? false
    )
    let graph = try await graph(demand)
    let (sources, resources) = (sources(of: graph), graph.resources)
    // Taken before the build: a file saved during it makes the next run build again.
    let fingerprint = fingerprint(of: sources, resources)
    for target in graph.topmost {
      _ = try await manager.run(
        "build",
        products.arguments(isTestable: demand.isTestable) + ["--target", target.name],
        in: package
      )
    }
    products.removeInterfaces(except: graph.nodes.map(\.target.c99name))
    let modules = try modules(of: graph, in: products.folder)
    let entry = Entry(
      sources: sources,
      resources: resources,
      fingerprint: fingerprint,
      modules: modules,
      known: graph.moduleNames,
      isTestable: demand.isTestable,
      arguments: products.arguments(isTestable: demand.isTestable)
    )
    cache.write(entry, as: .packageModules)
    return modules
  }

  /// Describes the modules that are asked for, built or not; nothing is built.
  func describedModules(for demand: ModuleDemand) async throws -> LessonModules {
    if let kept = keptEntry, kept.satisfies(demand) { return kept.modules }
    let graph = try await graph(demand)
    let folder = BuildProducts(of: package, settings).folder
    return LessonModules(
      searchPaths: [],
      modules: graph.nodes.map { node in
        LessonModules.Module(
          name: node.target.c99name,
          dependencies: node.dependencies,
          digest: "",
          objects: [],
          stamp: "",
          moduleMap: node.target.isClang ? moduleMap(of: node, in: folder).path : nil,
          usesPlaces: false
        )
      },
      libraries: graph.libraries,
      refused: graph.refused,
      languageMode: graph.languageMode
    )
  }

  /// The package's modules, if nothing has changed since they were built.
  var builtModules: LessonModules? { keptEntry?.modules }

  private var keptEntry: Entry? {
    guard let entry = cache.read(Entry.self, of: .packageModules),
      entry.arguments
        == BuildProducts(of: package, settings).arguments(isTestable: entry.isTestable),
      entry.fingerprint == fingerprint(of: entry.sources, entry.resources),
      entry.modules.modules.allSatisfy(\.isCurrent)
    else { return nil }
    return entry
  }

  // MARK: SwiftPM

  private func graph(_ demand: ModuleDemand) async throws -> PackageGraph {
    let manifest = try await manager.describe(package)
    var others: [(manifest: PackageManifest, package: URL)] = []
    if manifest.targets.contains(where: { !($0.productDependencies ?? []).isEmpty }) {
      let tree = try await manager.read(
        PackageDependencies.self,
        "package show-dependencies",
        ["--format", "json"],
        in: package
      )
      for path in tree.paths {
        let folder = URL(filePath: path, directoryHint: .isDirectory)
        others.append((try await manager.describe(folder), folder))
      }
    }
    return PackageGraph(root: (manifest, package), others: others, demand)
  }

  private func modules(of graph: PackageGraph, in folder: URL) throws -> LessonModules {
    let modules = try graph.nodes.map { node in
      let module = LessonModules.Module(
        name: node.target.c99name,
        dependencies: node.dependencies,
        builtIn: folder,
        moduleMap: node.target.isClang ? moduleMap(of: node, in: folder) : nil,
        cSources: node.target.sources,
        usesPlaces: node.usesPlaces
      )
      guard let module else {
        let message = "SwiftPM has built no module '\(node.target.name)' in \(folder.path)"
        throw DiagnosticError(PackageFaults(message, "").diagnostics)
      }
      return module
    }
    return LessonModules(
      searchPaths: [folder.appending(path: "Modules").path],
      modules: modules.sorted { $0.name < $1.name },
      libraries: graph.libraries,
      refused: graph.refused,
      languageMode: graph.languageMode
    )
  }

  /// A C target's own module map, or the one that SwiftPM makes for it.
  private func moduleMap(of node: PackageGraph.Node, in folder: URL) -> URL {
    let target = node.target
    if target.isSystem {
      return node.package.appending(path: target.path).appending(path: "module.modulemap")
    }
    let own = node.package.appending(path: target.path).appending(path: "include/module.modulemap")
    return FileManager.default.fileExists(atPath: own.path)
      ? own : folder.appending(path: "\(target.name).build/module.modulemap")
  }

  // MARK: Fingerprint

  /// The manifests and source folders that may change on their own: those of the package, and of packages
  /// that it refers to by path. Fetched packages change only with the resolved versions.
  private func sources(of graph: PackageGraph) -> [String] {
    let fetched = package.appending(path: ".build").path + "/"
    let local = graph.nodes.filter { !$0.package.path.hasPrefix(fetched) }
    let manifests = Set(
      ([package] + local.map(\.package)).map { $0.appending(path: "Package.swift").path }
    )
    return (manifests + local.map { $0.package.appending(path: $0.target.path).path }).sorted()
  }

  /// The digest of the resolved versions, of some files, and of every file in some folders.
  private func fingerprint(of sources: [String], _ resources: [String]) -> String {
    let files = PackageFiles(content: content, resources: resources)
    var fields = [toolchain.identity]
    fields.append(Self.digest(of: package.appending(path: "Package.resolved")))
    for source in sources {
      let root = URL(filePath: source)
      fields += [source, Self.digest(of: root)]
      for name in files.names(in: root) {
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
