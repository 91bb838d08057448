import Diagnostics
import FlyingFox
import FlyingSocks
import Foundation
import Lessons
import SiteRendering

/// Serves a site until it is interrupted, and rebuilds it when its files change.
struct ServeJob: Sendable {
  let options: SiteOptions
  /// The file name of the lesson to open.
  let lesson: String?
  let port: UInt16?
  let opens: Bool
  let console: Console

  /// How long the server may take to listen on a busy machine, in seconds.
  private static let patience: TimeInterval = 60
  /// How many attempts to make if a free port is taken before the server can use it.
  private static let attempts = 10

  func run() async -> JobOutcome {
    let outcome = await JobOutcome.of(serve)
    // Interrupting the server is the normal way to end it.
    if case .interrupted = outcome { return .done(summary: "ended") }
    return outcome
  }

  private func serve() async throws -> JobOutcome {
    let project = try Project(options)
    let services = try await BuildServices.find(for: project)
    let siteBuilder = SiteBuilder(project, services, console)
    siteBuilder.load()
    let site = LiveSite()
    let builder = LiveBuilder(siteBuilder, site: site, console: console)
    var folders = [project.content.url: FileSnapshot.Scope.all]
    if let package = project.package { folders[package] = folders[package] ?? .sources }
    let watch = FileWatch(folders)
    for attempt in 1... {
      do {
        try await serve(builder, at: LoopbackPort(port).number, as: SiteHandler(site: site), watch)
        break
      } catch let error as SocketError where error.isOfTakenPort && attempt < Self.attempts {
        continue
      }
    }
    return .interrupted
  }

  private func serve(
    _ builder: LiveBuilder,
    at port: UInt16,
    as handler: SiteHandler,
    _ watch: FileWatch
  ) async throws {
    let server = HTTPServer(
      address: try .inet(ip4: LoopbackPort.address, port: port),
      logger: .disabled,
      handler: handler
    )
    try await withThrowingTaskGroup { tasks in
      // Started before the first build, which may take long, so that nothing else takes the port.
      tasks.addTask { try await server.run() }
      tasks.addTask { try await server.waitUntilListening(timeout: Self.patience) }
      // The first task to end: the server listens, or cannot.
      try await tasks.next()
      await builder.build()
      try Task.checkCancellation()
      tasks.addTask { try await builder.follow(watch) }
      let address = "http://\(LoopbackPort.address):\(port)/"
      let page = await page(of: builder.course, in: builder.content)
      console.print("\(address)\(lesson == nil ? "" : page)  (Ctrl-C ends it)")
      if opens { tasks.addTask { await open(address + page) } }
      for try await _ in tasks {}
    }
  }

  /// The page of the named lesson, or else of the one saved last.
  private func page(of course: Course?, in content: ContentFolder) -> String {
    let lessons = course?.lessons ?? []
    let found =
      lessons.first { $0.fileName == lesson }
      ?? lessons.max { content.date(of: $0.fileName) < content.date(of: $1.fileName) }
    return found.map { "\($0.slug).html" } ?? ""
  }

  private func open(_ address: String) async {
    guard await !SystemBrowser.open(address) else { return }
    console.report([
      Diagnostic(.warning, "no-browser", "no browser can be opened from here; open \(address)")
    ])
  }
}
