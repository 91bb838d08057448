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
  }

  /// Folders with `.swiftmodule` files.
  package let searchPaths: [String]
  package let modules: [Module]

  package init(searchPaths: [String], modules: [Module]) {
    self.searchPaths = searchPaths
    self.modules = modules
  }

  /// These modules, and those of `others` whose names are not among them.
  package func adding(_ others: LessonModules) -> LessonModules {
    let names = Set(modules.map(\.name))
    return LessonModules(
      searchPaths: searchPaths + others.searchPaths.filter { !searchPaths.contains($0) },
      modules: modules + others.modules.filter { !names.contains($0.name) }
    )
  }

  /// What the compiler and the linker are to be told.
  package var compilerArguments: [String] {
    searchArguments + modules.flatMap(\.objects)
  }

  /// What the compiler alone is to be told.
  package var searchArguments: [String] {
    searchPaths.flatMap { ["-I", $0] }
      + modules.compactMap(\.moduleMap).flatMap { ["-Xcc", "-fmodule-map-file=\($0)"] }
  }

  /// The digests of all modules that importing these names brings in.
  ///
  /// Complexity: O(m) in the number of modules.
  package func digests(ofImports names: [String]) -> [String] {
    let imported = modules.filter { names.contains($0.name) }
    let needed = Set(imported.flatMap { [$0.name] + $0.dependencies })
    return modules.filter { needed.contains($0.name) }.map { "\($0.name) \($0.digest)" }.sorted()
  }
}
