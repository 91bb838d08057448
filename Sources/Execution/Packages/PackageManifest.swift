import Foundation

/// The output of `swift package describe`, as far as lessons need it.
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
    let resources: [Resource]?

    struct Resource: Decodable { let path: String }

    var isLibrary: Bool { type == "library" || isSystem }
    /// Whether it is a module map for what the system has.
    var isSystem: Bool { type == "system-target" }
    var isClang: Bool { moduleType == "ClangTarget" || isSystem }

    /// Why no lesson can import it; `nil` if lessons can.
    var refusal: String? {
      switch type {
      case "executable":
        "'\(name)' is an executable target, which no program can import; "
          + "move what lessons use into a library target"
      case "test":
        "'\(name)' is a test target, which no program can import; "
          + "move what lessons use into a library target"
      case "plugin", "macro": "'\(name)' is a \(type) target, which no program can import"
      default: nil
      }
    }

    enum CodingKeys: String, CodingKey {
      case name, c99name, path, sources, type, resources
      case moduleType = "module_type"
      case targetDependencies = "target_dependencies"
      case productDependencies = "product_dependencies"
    }
  }

  let products: [Product]
  let targets: [Target]
  /// For example `6.0`.
  let toolsVersion: String?
  let languageVersions: [String]?

  enum CodingKeys: String, CodingKey {
    case products, targets
    case toolsVersion = "tools_version"
    case languageVersions = "swift_languages_versions"
  }

  /// The newest mode that it names, or else that of its tools version.
  var languageMode: String {
    let modes = (languageVersions ?? []).sorted {
      $0.compare($1, options: .numeric) == .orderedAscending
    }
    let major = toolsVersion?.split(separator: ".").first.flatMap { Int($0) } ?? 6
    return modes.last ?? (major < 6 ? "5" : "6")
  }

  /// The targets of the library products.
  var libraryTargets: [Target] {
    let names = Set(products.filter(\.isLibrary).flatMap(\.targets))
    return targets.filter { names.contains($0.name) && $0.isLibrary }
  }
}

/// The output of `swift package show-dependencies`: a tree of packages, each with its checkout folder.
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
