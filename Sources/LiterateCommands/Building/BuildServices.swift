import Basics
import Caching
import Diagnostics
import Execution
import Foundation
import LanguageServices
import SiteRendering

/// What this machine has to build a project with: a compiler and its language services, the modules that
/// come with the tool, and what sets code and formulas.
struct BuildServices: Sendable {
  private let project: Project
  private let toolchain: Toolchain
  private let languages: SourceKit
  private let runtime: LessonModules
  let typesetter: Typesetter

  /// Finds the services.
  ///
  /// - Throws: `DiagnosticError` where there is no compiler, or the tool's modules are not beside it.
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

  /// An engine for the project's lessons, which reports what it does.
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

  /// Changes with the tool, its theme, what sets code and formulas, the compiler and the modules that
  /// lessons import; `nil` where the package's modules are to be built.
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
