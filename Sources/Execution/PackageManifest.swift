/// What `swift package describe` says of a package, as far as lessons need it.
struct PackageManifest: Decodable {
  struct Product: Decodable {
    let name: String
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
    let productDependencies: [String]?

    var isLibrary: Bool { type == "library" }
    var isClang: Bool { moduleType == "ClangTarget" }

    enum CodingKeys: String, CodingKey {
      case name, c99name, path, sources, type
      case moduleType = "module_type"
      case targetDependencies = "target_dependencies"
      case productDependencies = "product_dependencies"
    }
  }

  let products: [Product]
  let targets: [Target]

  /// The targets of the library products.
  var libraryTargets: [Target] {
    let names = Set(products.filter(\.isLibrary).flatMap(\.targets))
    return targets.filter { names.contains($0.name) && $0.isLibrary }
  }
}

/// What `swift package show-dependencies` says: a tree of packages, each where it is checked out.
struct PackageDependencies: Decodable {
  let path: String
  let dependencies: [PackageDependencies]

  /// The folders of all packages below this one, each once.
  var paths: [String] {
    var paths: [String] = []
    for dependency in dependencies {
      for path in [dependency.path] + dependency.paths where !paths.contains(path) {
        paths.append(path)
      }
    }
    return paths
  }
}
