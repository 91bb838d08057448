package import Foundation

/// What a package is made of, as far as its documentation needs it.
package struct PackageOutline: Sendable {
  package struct Target: Sendable {
    package let name: String
    /// The name of its module.
    package let module: String
    /// Its folder, relative to the package's.
    package let path: String
    /// Its source files, relative to its folder.
    package let sources: [String]
    /// Whether programs can import it.
    package let isLibrary: Bool
  }

  package let targets: [Target]

  /// Asks SwiftPM; nothing is built.
  ///
  /// - Throws: `DiagnosticError` if SwiftPM cannot describe the package.
  package init(of package: URL, toolchain: Toolchain) async throws {
    let manifest = try await SwiftPM(package: package, toolchain: toolchain).describe(package)
    targets = manifest.targets.map { target in
      Target(
        name: target.name,
        module: target.c99name,
        path: target.path,
        sources: target.sources,
        isLibrary: target.isLibrary && !target.isClang
      )
    }
  }
}
