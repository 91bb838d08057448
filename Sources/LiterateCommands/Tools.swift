import Caching
import Diagnostics
import Execution
import Foundation
import LanguageServices
import Lessons
import SiteRendering

/// What the commands work with, found on this machine.
struct Tools {
  private let toolchain: Toolchain
  private let services: SourceKit
  private let runtime: LessonModules
  let package: URL?
  private let content: ContentFolder
  private let jobs: Int
  private let runsAll: Bool
  /// The folder that lessons' programs run in.
  var contentURL: URL { content.url }
  let cache: CacheDirectory
  let typesetter: Typesetter
  let memos: PageMemos
  let pages: RenderedPages

  init(_ options: SiteOptions, content: ContentFolder) async throws {
    guard let toolchain = await Toolchain.find() else {
      throw DiagnosticError(.noSwift)
    }
    package = try Self.package(options, content)
    let root =
      package?.appending(path: ".build/literate") ?? content.url.appending(path: ".literate")
    // Nothing that is kept is used, whatever it is; it is kept anew.
    cache = options.noCache ? CacheDirectory(root).writeOnly : CacheDirectory(root)
    let tool = Bundle.main.executableURL?.resolvingSymlinksInPath().deletingLastPathComponent()
    guard let tool, let runtime = LessonModules.runtime(besideTool: tool, cache: cache)
    else {
      throw DiagnosticError(
        Diagnostic("no-runtime", "the module LessonRuntime is not beside the tool; build it again")
      )
    }
    self.toolchain = toolchain
    self.runtime = runtime
    self.content = content
    jobs = options.width
    runsAll = options.noCache
    services = SourceKit(library: toolchain.sourceKit)
    typesetter = Typesetter(services, tool: Self.executable ?? UUID().uuidString)
    memos = PageMemos(in: cache, typesetter)
    pages = RenderedPages(
      in: cache,
      of: content.url,
      madeBy: Digest([typesetter.identity])
    )
  }

  func engine(
    report: @escaping @Sendable (ExecutionEngine.Event) -> Void
  ) -> ExecutionEngine {
    ExecutionEngine(
      toolchain: toolchain,
      services: services,
      runtime: runtime,
      package: package,
      content: content.url,
      cache: cache,
      runsAll: runsAll,
      jobs: jobs,
      report: report
    )
  }

  /// The files of the package that lessons show parts of, by path.
  func sources(of course: Course) -> [String: SourceFile] {
    var files: [String: SourceFile] = [:]
    for path in course.lessons.flatMap(\.sources).map(\.reference.path) where files[path] == nil {
      files[path] = source(at: path)
    }
    return files
  }

  /// A file of the package, as text.
  func source(at path: String) -> SourceFile? {
    let url = (package ?? content.url).appending(path: path)
    let text = try? String(contentsOf: url, encoding: .utf8)
    return text.map { SourceFile(path: path, text: $0) }
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

extension Diagnostic {
  static let noSwift = Diagnostic(
    "no-swift",
    "there is no Swift compiler on the search path",
    notes: [Note("install Swift 6.2 or later and put its 'swiftc' on PATH")]
  )
}
