import Caching
import Diagnostics
import Execution
import Foundation
import Lessons
import SiteRendering
import Synchronization
import Weaving

/// One build: reads the content, runs it, weaves it, renders it, writes the site.
struct BuildJob: Sendable {
  enum Outcome: Sendable {
    case built(summary: String)
    /// At least one error; nothing was written.
    case faulty([Diagnostic])
    case interrupted
  }

  let options: SiteOptions
  let output: String
  let console: Console

  func run() async -> Outcome {
    do {
      return try await build()
    } catch let error as DiagnosticError {
      return .faulty(error.diagnostics)
    } catch {
      return error is CancellationError || Task.isCancelled
        ? .interrupted : .faulty([Diagnostic("tool-failure", "\(error.localizedDescription)")])
    }
  }

  private func build() async throws -> Outcome {
    let start = ContinuousClock.now
    let content = try ContentFolder(options.content)
    let site = SiteDirectory(output)
    try site.requireReplaceable()
    let files = try content.read()
    let (course, courseFaults) = Course.read(files.lessons, configuration: files.configuration)
    var diagnostics = files.diagnostics + courseFaults
    if course.lessons.isEmpty {
      diagnostics.append(
        Diagnostic(
          "no-lessons",
          "'\(options.content)' holds no lesson",
          notes: [Diagnostic.Note("a lesson is a file such as 01-first-steps.md")]
        )
      )
    }
    let tools = try Tools(options, content: content)
    let progress = Progress(console: console, lessonCount: course.lessons.count)
    let outcomes = try await tools.engine(report: progress.report).run(course)
    diagnostics += outcomes.flatMap(\.diagnostics)
    try Task.checkCancellation()
    let woven = zip(course.lessons, outcomes).map { WovenLesson($0, $1.results) }
    let theme = try Theme(overrides: content.theme.url, displayPath: content.theme.displayPath)
    let renderer = SiteRenderer(theme: theme, typesetter: tools.typesetter, cache: tools.cache)
    var (made, faults) = try await renderer.render(course, woven, contentFiles: files.others)
    diagnostics += faults
    if diagnostics.contains(where: { $0.severity == .error }) { return .faulty(diagnostics) }
    console.report(diagnostics)
    for name in made.copies { made.files[name] = try content.data(of: name) }
    try Task.checkCancellation()
    let changed = try site.replace(with: made.files)
    return .built(summary: progress.summary(changed: changed, output, since: start))
  }
}

/// What a build works with, found on this machine.
private struct Tools {
  private let toolchain: Toolchain
  private let runtime: LessonModules
  private let package: URL?
  private let content: ContentFolder
  private let jobs: Int
  private let runsAll: Bool
  let cache: CacheDirectory
  let typesetter: Typesetter

  init(_ options: SiteOptions, content: ContentFolder) throws {
    guard let toolchain = Toolchain.find() else {
      throw DiagnosticError(
        Diagnostic(
          "no-swift",
          "there is no Swift compiler on the search path",
          notes: [Diagnostic.Note("install Swift 6.2 or later and put its 'swiftc' on PATH")]
        )
      )
    }
    let tool = Bundle.main.executableURL?.resolvingSymlinksInPath().deletingLastPathComponent()
    guard let tool, let runtime = LessonModules.runtime(besideTool: tool) else {
      throw DiagnosticError(
        Diagnostic("no-runtime", "the module LessonRuntime is not beside the tool; build it again")
      )
    }
    self.toolchain = toolchain
    self.runtime = runtime
    self.content = content
    jobs = options.width
    package = try Self.package(options, content)
    let root =
      package?.appending(path: ".build/literate") ?? content.url.appending(path: ".literate")
    cache = CacheDirectory(root)
    runsAll = options.noCache
    typesetter = Typesetter(sourceKit: toolchain.sourceKit)
  }

  func engine(
    report: @escaping @Sendable (ExecutionEngine.Event) -> Void
  ) -> ExecutionEngine {
    ExecutionEngine(
      toolchain: toolchain,
      runtime: runtime,
      package: package,
      content: content.url,
      cache: cache,
      runsAll: runsAll,
      jobs: jobs,
      report: report
    )
  }

  /// The package that was named, or the nearest around the content.
  private static func package(_ options: SiteOptions, _ content: ContentFolder) throws -> URL? {
    func isPackage(_ folder: URL) -> Bool {
      FileManager.default.fileExists(atPath: folder.appending(path: "Package.swift").path)
    }
    if let path = options.package {
      let folder = URL(filePath: path, directoryHint: .isDirectory).standardizedFileURL
      guard isPackage(folder) else {
        throw DiagnosticError(Diagnostic("no-package", "there is no Package.swift in '\(path)'"))
      }
      return folder
    }
    var folder = content.url
    while folder.path != "/" {
      if isPackage(folder) { return folder }
      folder.deleteLastPathComponent()
    }
    return nil
  }
}

/// Counts what happens, and tells it.
private final class Progress: Sendable {
  private struct Counts {
    var done = 0
    var cached = 0
  }

  private let console: Console
  private let lessonCount: Int
  private let counts = Mutex(Counts())

  init(console: Console, lessonCount: Int) {
    self.console = console
    self.lessonCount = lessonCount
  }

  func report(_ event: ExecutionEngine.Event) {
    switch event {
    case .buildsPackage: console.progress("Building the package's modules …")
    case .runs(let lesson):
      let done = counts.withLock { $0.done }
      console.progress("Running lessons, \(done) of \(lessonCount) done … \(lesson)")
    case .finished(_, let isCached):
      counts.withLock {
        $0.done += 1
        if isCached { $0.cached += 1 }
      }
    }
  }

  func summary(changed: Int, _ output: String, since start: ContinuousClock.Instant) -> String {
    let counts = counts.withLock { $0 }
    let elapsed = ContinuousClock.now - start
    let seconds =
      Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
    let lessons = "\(lessonCount) lesson\(lessonCount == 1 ? "" : "s")"
    let change =
      changed == 0 ? "nothing changed" : "\(changed) file\(changed == 1 ? "" : "s") written"
    let folder = output.hasSuffix("/") ? output : output + "/"
    return "\(folder): \(lessons), \(counts.done - counts.cached) run, \(change), "
      + String(format: "%.2f s", seconds)
  }
}
