import Diagnostics
import Foundation
import Lessons

/// Builds a site again and again, and shows what comes of it.
actor LiveBuilder {
  private let options: SiteOptions
  let content: ContentFolder
  private let tools: Tools
  private let site: LiveSite
  private let console: Console
  /// Of the last site without an error.
  private(set) var course: Course?
  private var lessons = EarlierLessons()
  /// Since that site was built.
  private var changes: Set<String> = []

  init(
    options: SiteOptions,
    content: ContentFolder,
    tools: Tools,
    site: LiveSite,
    console: Console
  ) {
    self.options = options
    self.content = content
    self.tools = tools
    self.site = site
    self.console = console
  }

  /// Builds whenever files have changed; what is being built of the files before is given up.
  ///
  /// - Throws: `CancellationError`, with nothing left that runs.
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
    // What else a lesson depends on is known to those who run it.
    let earlier = changes.allSatisfy { $0.hasSuffix(".md") } ? lessons : EarlierLessons()
    do {
      let build = try await SiteBuild(
        options,
        content,
        content.read(),
        tools,
        console,
        after: earlier
      )
      // What has been saved meanwhile is in `changes`, and must stay there.
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
