import Diagnostics
import Foundation
import Lessons

/// Builds a site repeatedly, and shows the results.
actor LiveBuilder {
  private let builder: SiteBuilder
  private let site: LiveSite
  private let console: Console
  /// The course of the last site without an error.
  private(set) var course: Course?
  private var lessons = EarlierLessons()
  /// The files that have changed since that site was built.
  private var changes: Set<String> = []

  nonisolated var content: ContentFolder { builder.project.content }

  init(_ builder: SiteBuilder, site: LiveSite, console: Console) {
    self.builder = builder
    self.site = site
    self.console = console
  }

  /// Builds whenever files have changed; a build that is still running is cancelled.
  ///
  /// - Throws: `CancellationError`, after the last build has ended.
  func follow(_ watch: FileWatch) async throws {
    var watch = watch
    var building: Task<Void, Never>?
    do {
      while true {
        changes.formUnion(try await watch.changes())
        building?.cancel()
        await building?.value
        building = Task { await build() }
      }
    } catch {
      building?.cancel()
      await building?.value
      throw error
    }
  }

  func build() async {
    let start = ContinuousClock.now
    let changes = changes
    // If anything else has changed, the engine decides which lessons to run.
    let earlier = changes.allSatisfy { $0.hasSuffix(".md") } ? lessons : EarlierLessons()
    do {
      let build = try await builder.build(content.read(), after: earlier)
      // Files saved meanwhile are in `changes`, and must stay there.
      try Task.checkCancellation()
      course = build.course
      lessons = build.lessons
      self.changes.subtract(changes)
      await site.show(build.files)
      console.report(build.warnings)
      console.clearProgress()
      console.print(build.progress.summary(since: start))
    } catch {
      guard !Task.isCancelled else { return }
      let faults =
        (error as? DiagnosticError)?.diagnostics
        ?? [Diagnostic("tool-failure", error.localizedDescription)]
      await site.show(faults)
      console.report(faults)
    }
  }
}
