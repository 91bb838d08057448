import Basics
import Caching
import Diagnostics
import Foundation
import Lessons

extension ExecutionEngine {
  /// What pages compute with is the same for all projects with the same sources, and takes a compiler half a minute:
  /// it is kept for the user.
  var pageCache: CacheDirectory {
    Installation.userCache.map { CacheDirectory($0.appending(path: "pages")) } ?? cache
  }

  /// The outcome of a program, with what its page computes again.
  func outcome(
    of program: PreparedProgram,
    _ lesson: Lesson,
    _ configuration: SiteConfiguration,
    _ resources: ExecutionResources
  ) async throws -> ProgramOutcome {
    var (outcome, reach) = try await ownOutcome(of: program, lesson, configuration, resources)
    guard let reach, !outcome.diagnostics.contains(where: { $0.severity == .error }) else {
      return outcome
    }
    let source = PageSource(
      reach,
      program.plan,
      of: lesson,
      imports: program.imports,
      digits: configuration.digits
    )
    do {
      let module = try await resources.pages.module(
        source,
        reach,
        program.plan,
        outcome.results,
        of: lesson,
        digits: configuration.digits
      )
      outcome.page = reach.program(module, of: outcome.results, program.plan, lesson)
    } catch let error as DiagnosticError {
      outcome.diagnostics += error.diagnostics
    }
    return outcome
  }
}
