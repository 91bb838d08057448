import Foundation

/// A package with the packages that it depends on, as far as lessons need them.
struct PackageGraph {
  /// A target and the package that it belongs to.
  struct Node {
    let target: PackageManifest.Target
    let package: URL
    /// The names of the modules that it imports, directly or not.
    let dependencies: [String]

    /// Whether its code may ask for the places of code.
    ///
    /// Complexity: O(n) in the length of its code.
    var usesPlaces: Bool {
      target.sources.contains { name in
        guard name.hasSuffix(".swift") else { return false }
        let file = package.appending(path: target.path).appending(path: name)
        guard let text = try? String(contentsOf: file, encoding: .utf8) else { return true }
        return SourceLocationUse.areUsed(in: text)
      }
    }
  }

  /// The targets that are asked for, and everything that they depend on.
  let nodes: [Node]
  /// The targets that are asked for and that none of the others depends on.
  let topmost: [PackageManifest.Target]
  /// The modules of the root package's library products.
  let libraries: [String]
  /// Why targets of the root package cannot be imported although they are asked for, by name.
  let refused: [String: String]
  /// The language mode of the root package.
  let languageMode: String
  /// The names of all modules that could be asked for.
  let moduleNames: Set<String>
  /// The targets' resources: files and folders.
  let resources: [String]

  private typealias Package = (manifest: PackageManifest, package: URL)
  private typealias Found = (package: Int, target: PackageManifest.Target)

  /// - Parameters:
  ///   - root: the package.
  ///   - others: the packages that it depends on, directly or not.
  ///   - demand: what lessons ask for.
  ///
  /// Complexity: O(t²) in the number of targets.
  init(
    root: (manifest: PackageManifest, package: URL),
    others: [(manifest: PackageManifest, package: URL)],
    _ demand: ModuleDemand
  ) {
    let packages = [root] + others
    libraries = root.manifest.libraryTargets.map(\.c99name).sorted()
    let asked = demand.names.union(demand.libraries ? libraries : [])
    let start = Self.targets(asked, in: packages)
    let found = Self.closure(of: start, in: packages)
    nodes = found.map { package, target in
      let needed = Self.closure(of: Self.needs(of: (package, target), in: packages), in: packages)
      return Node(
        target: target,
        package: packages[package].package,
        dependencies: needed.map(\.target.c99name)
      )
    }
    let lower = Set(nodes.flatMap(\.dependencies))
    topmost = start.map(\.target).filter { !lower.contains($0.c99name) }
    var refused: [String: String] = [:]
    for target in root.manifest.targets where asked.contains(target.c99name) {
      refused[target.c99name] = target.refusal
    }
    self.refused = refused
    languageMode = root.manifest.languageMode
    moduleNames = Set(packages.flatMap { $0.manifest.targets.map(\.c99name) })
    resources = nodes.flatMap { ($0.target.resources ?? []).map(\.path) }
  }

  /// The library targets with these names, each from the first package that has one.
  private static func targets(_ names: Set<String>, in packages: [Package]) -> [Found] {
    names.sorted().compactMap { name in
      for index in packages.indices {
        let targets = packages[index].manifest.targets
        if let target = targets.first(where: { $0.c99name == name && $0.isLibrary }) {
          return (index, target)
        }
      }
      return nil
    }
  }

  /// The library targets that a target needs.
  private static func needs(of found: Found, in packages: [Package]) -> [Found] {
    let own = (found.target.targetDependencies ?? []).map { (found.package, $0) }
    let products = found.target.productDependencies ?? []
    let foreign = packages.indices.flatMap { index in
      packages[index].manifest.products.filter { products.contains($0.name) }
        .flatMap { $0.targets.map { (index, $0) } }
    }
    return (own + foreign).compactMap { package, name in
      packages[package].manifest.targets.first { $0.name == name && $0.isLibrary }
        .map { (package, $0) }
    }
  }

  private static func closure(of start: [Found], in packages: [Package]) -> [Found] {
    var found: [Found] = []
    var pending = start
    while let next = pending.popLast() {
      let isKnown = found.contains {
        $0.package == next.package && $0.target.name == next.target.name
      }
      guard !isKnown else { continue }
      found.append(next)
      pending += needs(of: next, in: packages)
    }
    return found
  }
}
