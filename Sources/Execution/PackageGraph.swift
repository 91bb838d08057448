import Foundation

/// A package with the packages that it depends on, as far as its libraries need them.
struct PackageGraph {
  /// A target and the package that it belongs to.
  struct Node {
    let target: PackageManifest.Target
    let package: URL
    /// The names of the modules that it imports, directly or not.
    let dependencies: [String]
  }

  /// The library targets that the root package's library products are made of, and all that they
  /// depend on.
  let nodes: [Node]
  /// The targets of the root package's library products.
  let roots: [PackageManifest.Target]

  /// - Parameters:
  ///   - root: the package.
  ///   - others: the packages that it depends on, directly or not.
  ///
  /// Complexity: O(t²) in the number of targets.
  init(
    root: (manifest: PackageManifest, package: URL),
    others: [(manifest: PackageManifest, package: URL)]
  ) {
    let packages = [root] + others
    /// The targets that a target needs, with their packages, by index.
    func needs(_ target: PackageManifest.Target, in package: Int) -> [(Int, String)] {
      let own = (target.targetDependencies ?? []).map { (package, $0) }
      let products = target.productDependencies ?? []
      let foreign = packages.indices.flatMap { index in
        packages[index].manifest.products.filter { products.contains($0.name) }
          .flatMap { $0.targets.map { (index, $0) } }
      }
      return own + foreign
    }
    func target(_ name: String, in package: Int) -> PackageManifest.Target? {
      packages[package].manifest.targets.first { $0.name == name && $0.isLibrary }
    }
    func closure(of start: [(Int, String)]) -> [(package: Int, target: PackageManifest.Target)] {
      var found: [(package: Int, target: PackageManifest.Target)] = []
      var pending = start
      while let (package, name) = pending.popLast() {
        guard let target = target(name, in: package),
          !found.contains(where: { $0.package == package && $0.target.name == name })
        else { continue }
        found.append((package, target))
        pending += needs(target, in: package)
      }
      return found
    }
    roots = root.manifest.libraryTargets
    nodes = closure(of: roots.map { (0, $0.name) }).map { package, target in
      Node(
        target: target,
        package: packages[package].package,
        dependencies: closure(of: needs(target, in: package)).map(\.target.c99name)
      )
    }
  }
}
