import Basics
import Caching
import Diagnostics
package import Foundation

/// The modules for lessons of a tool that was installed: they come as sources, and are compiled once for each
/// toolchain, since a toolchain reads no other's modules.
package struct InstalledModules: Sendable {
  /// The folder with a folder of sources for each module.
  private let sources: URL
  private let toolchain: Toolchain
  /// The folder in which the compiled modules are kept.
  private let kept: URL

  /// Each module comes after those that it imports.
  private static let names = [drawing, "LessonProtocol", TangledProgram.runtimeModule]
  /// The module that draws is not optimized: that would take 29 s more at the first use, and save 50 ms for a
  /// chart of 200 points.
  private static let drawing = "LessonKit"
  private static let flags = [
    "-wmo", "-parse-as-library", "-package-name", "literate", "-swift-version", "6",
    "-enable-upcoming-feature", "ExistentialAny", "-enable-upcoming-feature",
    "MemberImportVisibility", "-enable-upcoming-feature", "InternalImportsByDefault",
  ]
  private static let timeLimit = Duration.seconds(600)

  /// `nil` if there are no sources.
  ///
  /// - Parameters:
  ///   - sources: the folder with the modules' sources.
  ///   - toolchain: the toolchain that compiles lessons.
  ///   - cache: the folder for what can be computed again, of the user or of the project.
  package init?(sources: URL, toolchain: Toolchain, cache: URL) {
    self.sources = sources
    self.toolchain = toolchain
    var fields = [toolchain.identity] + Self.flags
    for name in Self.names {
      guard let files = Self.files(of: name, in: sources) else { return nil }
      for file in files {
        fields += [
          file.lastPathComponent,
          Digest(FileManager.default.contents(atPath: file.path) ?? Data()).description,
        ]
      }
    }
    kept = cache.appending(path: "modules/\(Digest(fields))")
  }

  /// The sources of a module; `nil` if there are none.
  private static func files(of name: String, in sources: URL) -> [URL]? {
    let folder = sources.appending(path: name)
    let names = try? FileManager.default.subpathsOfDirectory(atPath: folder.path)
    let files = (names ?? []).filter { $0.hasSuffix(".swift") }.sorted()
    return files.isEmpty ? nil : files.map { folder.appending(path: $0) }
  }

  /// The modules, compiled if they have not been yet; `willCompile` is called before.
  ///
  /// - Throws: `DiagnosticError` if they do not compile; another error if a file cannot be written.
  package func modules(willCompile: () -> Void) async throws -> LessonModules {
    if let modules = compiled(in: kept) { return modules }
    willCompile()
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let place = folder.url.appending(path: "Modules")
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    for name in Self.names { try await compile(name, in: folder) }
    let files = FileManager.default
    try files.createDirectory(
      at: kept.deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
    // Another process may have been faster.
    if compiled(in: kept) == nil {
      let staged = kept.appendingPathExtension(UUID().uuidString)
      try files.copyItem(at: folder.url, to: staged)
      try? files.removeItem(at: kept)
      try files.moveItem(at: staged, to: kept)
    }
    guard let modules = compiled(in: kept) else {
      throw DiagnosticError(
        Diagnostic("no-runtime", "the modules for lessons cannot be kept in '\(kept.path)'")
      )
    }
    return modules
  }

  private func compile(_ name: String, in folder: TemporaryFolder) async throws {
    let files = Self.files(of: name, in: sources) ?? []
    let process = ChildProcess(
      executable: toolchain.compiler,
      arguments: Self.flags + [
        name == Self.drawing ? "-Onone" : "-O",
        "-module-name", name, "-emit-module", "-emit-module-path", "Modules/\(name).swiftmodule",
        "-emit-object", "-o", "\(name).o", "-I", "Modules",
      ] + files.map(\.path),
      workingDirectory: folder.url,
      environment: .compiler,
      limits: RunLimits(time: Self.timeLimit)
    )
    let ending = try await process.run(
      output: folder.url.appending(path: "output"),
      errors: folder.url.appending(path: "errors")
    )
    guard ending != .exited(0) else { return }
    let said = folder.text(of: "output") + folder.text(of: "errors")
    throw DiagnosticError(
      Diagnostic(
        "no-runtime",
        "the module \(name) does not compile with this toolchain (\(ending.reason))",
        notes: said.split(separator: "\n").suffix(20).map { Diagnostic.Note(String($0)) }
      )
    )
  }

  /// The compiled modules in a folder; `nil` if one is missing.
  private func compiled(in folder: URL) -> LessonModules? {
    let modules = Self.names.compactMap { name in
      LessonModules.Module(name: name, object: folder.appending(path: "\(name).o"), in: folder)
    }
    guard modules.count == Self.names.count else { return nil }
    return LessonModules(searchPaths: [folder.appending(path: "Modules").path], modules: modules)
  }
}

extension LessonModules.Module {
  /// A module that was compiled into one object; `nil` if a file is missing.
  fileprivate init?(name: String, object: URL, in folder: URL) {
    let interface = folder.appending(path: "Modules/\(name).swiftmodule")
    let files = FileManager.default
    guard let bytes = files.contents(atPath: object.path),
      let interfaceBytes = files.contents(atPath: interface.path)
    else { return nil }
    self.init(
      name: name,
      dependencies: [],
      digest: Digest([Digest(interfaceBytes).description, Digest(bytes).description]).description,
      objects: [object.path],
      stamp: FileStatus(object.path)?.stamp ?? "",
      moduleMap: nil,
      usesPlaces: false
    )
  }
}
