import Foundation

/// Compiled modules that a lesson's program may import and is linked with.
package struct LessonModules: Codable, Sendable, Equatable {
  package struct Module: Codable, Sendable, Equatable {
    package let name: String
    /// The modules of the same package that it imports, directly or not.
    package let dependencies: [String]
    /// Changes with the module's interface and with its code.
    package let digest: String
    package let objects: [String]
    /// Sizes and dates of the objects when they were digested.
    package let stamp: String
    /// The map of a C module; `nil` for one in Swift.
    package let moduleMap: String?
    /// Whether its results may depend on the places of the code that calls it.
    package let usesPlaces: Bool
  }

  /// Folders with `.swiftmodule` files.
  package let searchPaths: [String]
  package let modules: [Module]
  /// The modules of the package's library products, which plain Markdown without imports is about.
  package let libraries: [String]
  /// Why targets of the package cannot be imported, by name.
  package let refused: [String: String]
  /// The language mode of the package's code, `5` or `6`; `nil` if there is none.
  package let languageMode: String?

  package init(
    searchPaths: [String],
    modules: [Module],
    libraries: [String] = [],
    refused: [String: String] = [:],
    languageMode: String? = nil
  ) {
    self.searchPaths = searchPaths
    self.modules = modules
    self.libraries = libraries
    self.refused = refused
    self.languageMode = languageMode
  }

  /// These modules, and those of `others` whose names are not among them.
  ///
  /// The folders of `others` are searched first: the tool's folder also holds modules of its own, whose names
  /// a package may use too.
  package func adding(_ others: LessonModules) -> LessonModules {
    let names = Set(modules.map(\.name))
    return LessonModules(
      searchPaths: others.searchPaths.filter { !searchPaths.contains($0) } + searchPaths,
      modules: modules + others.modules.filter { !names.contains($0.name) },
      libraries: libraries + others.libraries,
      refused: refused.merging(others.refused) { own, _ in own },
      languageMode: languageMode ?? others.languageMode
    )
  }

  /// The compiler's arguments.
  package var searchArguments: [String] {
    searchPaths.flatMap { ["-I", $0] }
      + modules.compactMap(\.moduleMap).flatMap { ["-Xcc", "-fmodule-map-file=\($0)"] }
  }

  /// Whether importing these names brings in code whose results may depend on the places of its callers.
  func usePlaces(ofImports names: [String]) -> Bool {
    let imported = modules.filter { names.contains($0.name) }
    let needed = Set(imported.flatMap { [$0.name] + $0.dependencies })
    return modules.contains { $0.usesPlaces && needed.contains($0.name) }
      || names.contains(where: SourceLocationUse.modules.contains)
  }

  /// The modules that importing these names brings in, on which results depend.
  ///
  /// Complexity: O(m) in the number of modules.
  func parts(ofImports names: [String]) -> [ProgramKey.Part] {
    let imported = modules.filter { names.contains($0.name) }
    let needed = Set(imported.flatMap { [$0.name] + $0.dependencies })
    return modules.filter { needed.contains($0.name) }.sorted { $0.name < $1.name }.map {
      ProgramKey.Part(name: "the module \($0.name)", digest: $0.digest)
    }
  }
}
