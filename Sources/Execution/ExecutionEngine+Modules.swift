import Caching
import Diagnostics
import Foundation
package import Lessons

extension ExecutionEngine {
  /// The settings for compiling lessons without this tool; nothing is built.
  ///
  /// - Parameters:
  ///   - lessons: the lessons to compile.
  ///   - configuration: the site's configuration.
  ///   - toolFolder: the tool's folder, as written in a shell.
  /// - Returns: the modules that the lessons import, and the package's language mode.
  /// - Throws: `DiagnosticError` if SwiftPM cannot describe the package.
  package func standaloneCompilation(
    of lessons: [Lesson],
    in configuration: SiteConfiguration,
    toolFolder: String
  ) async throws -> StandaloneCompilation {
    let programs = lessons.flatMap { lesson in
      ProgramPlan.plans(of: lesson).map { (plan: $0, lesson: lesson) }
    }
    let toolModules = runtime.modules.map(\.name)
    let demand = ModuleDemand(programs, in: configuration).without(toolModules)
    let modules =
      if let package, !programs.isEmpty {
        try await builder(package, configuration).describedModules(for: demand)
      } else {
        runtime
      }
    return StandaloneCompilation(
      modules,
      of: package,
      toolModules: toolModules,
      toolFolder: toolFolder
    )
  }

  /// The runtime's modules, and the package's modules that the programs ask for.
  func modules(
    for programs: [(plan: ProgramPlan, lesson: Lesson)],
    in configuration: SiteConfiguration
  ) async throws -> LessonModules {
    guard let package, !programs.isEmpty else { return runtime }
    let demand = ModuleDemand(programs, in: configuration).without(runtime.modules.map(\.name))
    return runtime.adding(
      try await builder(package, configuration).modules(for: demand) { report(.buildsPackage) }
    )
  }

  func builder(
    _ package: URL,
    _ configuration: SiteConfiguration = SiteConfiguration()
  ) -> PackageBuilder {
    PackageBuilder(
      package: package,
      content: content,
      toolchain: toolchain,
      cache: cache,
      configuration.packageSettings
    )
  }

  /// A digest of the compiler and the modules that lessons may import; `nil` if the package's modules have to
  /// be built first.
  package var modulesDigest: String? {
    var modules = runtime
    if let package {
      guard let built = builder(package).builtModules else { return nil }
      modules = runtime.adding(built)
    }
    return Digest([toolchain.identity] + modules.modules.flatMap { [$0.name, $0.digest] })
      .description
  }
}
