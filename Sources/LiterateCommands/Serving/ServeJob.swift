import Diagnostics
import FlyingFox
import FlyingSocks
import Foundation
import Lessons

/// Serves a site until it is ended, and builds it anew when its files change.
struct ServeJob: Sendable {
  let options: SiteOptions
  /// The file of the lesson to open.
  let lesson: String?
  let port: UInt16?
  let opens: Bool
  let console: Console

  func run() async -> JobOutcome {
    let outcome = await JobOutcome.of(serve)
    // To end it is how it ends.
    if case .interrupted = outcome { return .done(summary: "ended") }
    return outcome
  }

  private func serve() async throws -> JobOutcome {
    let content = try ContentFolder(options)
    let tools = try Tools(options, content: content)
    let port = try LoopbackPort(port).number
    let site = LiveSite()
    var folders = [content.url: FileSnapshot.Scope.all]
    if let package = tools.package { folders[package] = folders[package] ?? .sources }
    let watch = FileWatch(folders)
    let course = await build(content, tools, site)
    try Task.checkCancellation()
    let server = HTTPServer(
      address: try .inet(ip4: LoopbackPort.address, port: port),
      logger: .disabled,
      handler: SiteHandler(site: site)
    )
    let address = "http://\(LoopbackPort.address):\(port)/"
    try await withThrowingTaskGroup { tasks in
      tasks.addTask { try await server.run() }
      tasks.addTask { try await follow(watch, content, tools, site) }
      try await server.waitUntilListening()
      let page = page(of: course, in: content)
      console.print("\(address)\(lesson == nil ? "" : page)  (Ctrl-C ends it)")
      if opens { tasks.addTask { await open(address + page) } }
      for try await _ in tasks {}
    }
    return .interrupted
  }

  /// Builds whenever the files have changed; what is being built of the files before is given up.
  private func follow(
    _ watch: FileWatch,
    _ content: ContentFolder,
    _ tools: Tools,
    _ site: LiveSite
  ) async throws {
    var watch = watch
    var building: Task<Void, Never>?
    defer { building?.cancel() }
    while true {
      do {
        try await watch.change()
      } catch {
        building?.cancel()
        await building?.value
        throw error
      }
      building?.cancel()
      await building?.value
      building = Task { _ = await build(content, tools, site) }
    }
  }

  /// Builds once and shows what comes of it; `nil` where that is no site.
  private func build(_ content: ContentFolder, _ tools: Tools, _ site: LiveSite) async -> Course? {
    let start = ContinuousClock.now
    do {
      let build = try await SiteBuild(options, content, tools, console)
      await site.show(build.files)
      console.report(build.warnings)
      console.clearProgress()
      console.print(build.progress.summary(since: start))
      return build.course
    } catch {
      guard !Task.isCancelled else { return nil }
      let faults =
        (error as? DiagnosticError)?.diagnostics
        ?? [Diagnostic("tool-failure", error.localizedDescription)]
      await site.show(faults)
      console.report(faults)
      return nil
    }
  }

  /// The page of the lesson that was named, or of the one saved last.
  private func page(of course: Course?, in content: ContentFolder) -> String {
    let lessons = course?.lessons ?? []
    let found =
      lessons.first { $0.fileName == lesson }
      ?? lessons.max { content.date(of: $0.fileName) < content.date(of: $1.fileName) }
    return found.map { "\($0.slug).html" } ?? ""
  }

  private func open(_ address: String) async {
    guard await SystemBrowser.open(address) else {
      console.report([
        Diagnostic(.warning, "no-browser", "no browser can be opened from here; open \(address)")
      ])
      return
    }
  }
}
