import Basics
import Caching
import Diagnostics
import Execution
import Foundation
import LanguageServices
import SiteRendering

/// The tools for building a project on this machine: a compiler and its language services, the modules
/// that come with the tool, and a typesetter for code and formulas.
struct BuildServices: Sendable {
  private let project: Project
  private let toolchain: Toolchain
  private let languages: SourceKit
  private let runtime: LessonModules
  let typesetter: Typesetter

  /// Finds the services.
  ///
  /// - Throws: `DiagnosticError` if there is no compiler, or the modules are not beside the tool.
  static func find(for project: Project) async throws -> BuildServices {
    guard let toolchain = await Toolchain.find() else { throw DiagnosticError(.noSwift) }
    let runtime = try await runtime(for: project, toolchain)
    let languages = SourceKit(library: toolchain.sourceKit)
    return BuildServices(
      project: project,
      toolchain: toolchain,
      languages: languages,
      runtime: runtime,
      typesetter: Typesetter(languages, tool: Installation.identity ?? UUID().uuidString)
    )
  }

  /// The modules that come with the tool: beside it where SwiftPM has built it, else compiled from the sources
  /// that were installed with it.
  private static func runtime(
    for project: Project,
    _ toolchain: Toolchain
  ) async throws -> LessonModules {
    if let tool = Installation.tool,
      let modules = LessonModules.runtime(besideTool: tool, cache: project.cache)
    {
      return modules
    }
    let sources = Installation.share?.appending(path: "modules")
    let cache = Installation.userCache ?? project.cache.location
    guard let sources,
      let installed = InstalledModules(sources: sources, toolchain: toolchain, cache: cache)
    else {
      throw DiagnosticError(
        Diagnostic(
          "no-runtime",
          "the modules for lessons are not beside the tool",
          notes: [
            Diagnostic.Note(
              "install it with: make install PREFIX=…, which puts them into share/literate"
            )
          ]
        )
      )
    }
    let console = Console(project.options.format)
    defer { console.clearProgress() }
    return try await installed.modules {
      console.progress("Compiling the modules for lessons, once for this toolchain …")
    }
  }

  /// An engine for the project's lessons, which reports its progress.
  func engine(
    report: @escaping @Sendable (ExecutionEngine.Event) -> Void
  ) -> ExecutionEngine {
    ExecutionEngine(
      toolchain: toolchain,
      services: languages,
      runtime: runtime,
      package: project.package,
      content: project.content.url,
      cache: project.cache,
      runsAll: project.options.noCache,
      jobs: project.options.width,
      report: report
    )
  }

  /// What a package is made of.
  func outline(of package: URL) async throws -> PackageOutline {
    try await PackageOutline(of: package, toolchain: toolchain)
  }

  /// Changes with the tool, its theme, the typesetter, the compiler and the modules that lessons
  /// import; `nil` if the package's modules have yet to be built.
  var identity: String? {
    guard let theme = Theme.builtInDigest,
      let modules = engine(report: { _ in }).modulesDigest
    else { return nil }
    return Digest([theme, typesetter.identity, modules]).description
  }

}

extension Diagnostic {
  static let noSwift = Diagnostic(
    "no-swift",
    "there is no Swift compiler on the search path",
    notes: [Note("install Swift 6.2 or later and put its 'swiftc' on PATH")]
  )
}
