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
    let tool = Bundle.main.executableURL?.resolvingSymlinksInPath().deletingLastPathComponent()
    guard let tool, let runtime = LessonModules.runtime(besideTool: tool, cache: project.cache)
    else {
      throw DiagnosticError(
        Diagnostic("no-runtime", "the module LessonRuntime is not beside the tool; build it again")
      )
    }
    let languages = SourceKit(library: toolchain.sourceKit)
    return BuildServices(
      project: project,
      toolchain: toolchain,
      languages: languages,
      runtime: runtime,
      typesetter: Typesetter(languages, tool: executable ?? UUID().uuidString)
    )
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

  /// Changes with the tool.
  private static var executable: String? {
    guard let path = Bundle.main.executablePath, let status = FileStatus(path) else { return nil }
    return "\(path) \(status.stamp)"
  }
}

extension Diagnostic {
  static let noSwift = Diagnostic(
    "no-swift",
    "there is no Swift compiler on the search path",
    notes: [Note("install Swift 6.2 or later and put its 'swiftc' on PATH")]
  )
}
