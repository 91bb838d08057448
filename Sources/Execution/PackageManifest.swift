/// What `swift package describe` says of a package, as far as lessons need it.
struct PackageManifest: Decodable {
  struct Product: Decodable {
    let targets: [String]
    let type: [String: [String]?]

    var isLibrary: Bool { type.keys.contains("library") }
  }

  struct Target: Decodable {
    let name: String
    let c99name: String
    let path: String
    let sources: [String]
    let type: String
    let moduleType: String
    let targetDependencies: [String]?

    var isClang: Bool { moduleType == "ClangTarget" }

    enum CodingKeys: String, CodingKey {
      case name, c99name, path, sources, type
      case moduleType = "module_type"
      case targetDependencies = "target_dependencies"
    }
  }

  let products: [Product]
  let targets: [Target]

  /// The targets of the library products.
  var roots: [Target] {
    let names = Set(products.filter(\.isLibrary).flatMap(\.targets))
    return targets.filter { names.contains($0.name) && $0.type == "library" }
  }

  /// The targets of the library products and all that they depend on, within the package.
  var closure: [Target] {
    let names = Set(roots.flatMap { [$0.name] + dependencies(of: $0).map(\.name) })
    return targets.filter { names.contains($0.name) && $0.type == "library" }
  }

  /// What a target depends on within the package, directly or not.
  ///
  /// Complexity: O(t²) in the number of targets.
  func dependencies(of target: Target) -> [Target] {
    var names: Set<String> = []
    var pending = target.targetDependencies ?? []
    while let name = pending.popLast() {
      guard names.insert(name).inserted else { continue }
      pending += targets.first { $0.name == name }?.targetDependencies ?? []
    }
    return targets.filter { names.contains($0.name) }
  }
}
