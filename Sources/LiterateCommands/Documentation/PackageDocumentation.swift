import Diagnostics
import Execution
import Foundation
import Lessons

/// The documentation of a package, or of a folder without one: its files and settings.
struct PackageDocumentation: Sendable {
  let files: DocumentationFiles
  /// The settings of the whole package: those in the `literate.yml` beside its manifest.
  let configuration: SiteConfiguration
  /// The faults of the settings.
  let faults: [Diagnostic]
  private let root: URL
  private let settings: [DocumentationSettings]
  private let runs: DocumentationSettings.Runs

  /// Finds the documentation: that of the files and folders which are selected in the project's content.
  ///
  /// - Parameters:
  ///   - project: the project, whose lessons are no documentation.
  ///   - services: the tools of this machine.
  ///   - names: the targets whose documentation is meant; empty for all.
  /// - Throws: `DiagnosticError` if the manifest cannot be read or a target is unknown; another error if a
  ///   folder cannot be read.
  init(
    of project: Project,
    _ services: BuildServices,
    targets names: [String] = []
  ) async throws {
    let selected = project.content.selected.map { project.content.url.appending(path: $0) }
    let content = URL(filePath: project.options.content).standardizedFileURL
      .resolvingSymlinksInPath()
    let root = Self.root(of: project, around: selected)
    let targets = try await Self.targets(of: project, services, named: names)
    let folders = try DocumentationFiles.settingsFolders(in: root, content: content)
    (settings, faults) = DocumentationReader.settings(in: folders, of: root)
    files = try DocumentationFiles(
      in: root,
      targets: targets,
      isOfTargets: !names.isEmpty,
      content: content,
      selected: selected.map { root.relativePath(of: $0) ?? "" },
      settings
    )
    let own = settings.first { $0.folder.isEmpty }
    var configuration = own?.site ?? SiteConfiguration()
    if configuration.title == SiteConfiguration().title {
      configuration.title = root.lastPathComponent
    }
    self.configuration = configuration
    runs = project.options.run ? .all : own?.runs ?? .promising
    self.root = root
  }

  /// The pages with examples, sorted by the names of their files, and the faults of files that cannot be read.
  ///
  /// - Throws: only `CancellationError`.
  func pages(
    publicOnly: Bool
  ) async throws -> (pages: [DocumentationPage], faults: [Diagnostic]) {
    try await DocumentationReader(
      root: root,
      files: files,
      settings: settings,
      publicOnly: publicOnly
    ).pages()
  }

  /// The page of a Markdown file; `nil` if the file is left out.
  func page(_ file: SourceFile, at url: URL, _ name: LessonName) -> DocumentationPage? {
    let path = root.relativePath(of: url)
    guard let entry = files.entries.first(where: { $0.name == path }) else { return nil }
    return DocumentationPage(file, name: name, entry.context(settings))
  }

  /// Checks the examples of pages; see ``ExecutionEngine/check(_:_:runs:)``.
  func check(
    _ pages: [DocumentationPage],
    _ engine: ExecutionEngine
  ) async throws -> [PageVerdicts] {
    try await engine.check(pages, configuration, runs: runs)
  }

  /// The package, or the folder that the tool was started in if there is none around what was named.
  private static func root(of project: Project, around selected: [URL]) -> URL {
    let here = URL(filePath: FileManager.default.currentDirectoryPath, directoryHint: .isDirectory)
      .resolvingSymlinksInPath()
    guard let package = project.package?.resolvingSymlinksInPath() else { return here }
    return selected.allSatisfy { package.relativePath(of: $0) != nil } ? package : here
  }

  private static func targets(
    of project: Project,
    _ services: BuildServices,
    named names: [String]
  ) async throws -> [PackageOutline.Target] {
    guard let package = project.package else {
      guard names.isEmpty else {
        throw DiagnosticError(
          Diagnostic("no-package", "there is no package here, so it has no target to check")
        )
      }
      return []
    }
    let targets = try await services.outline(of: package).targets
    let unknown = names.first { name in !targets.contains { $0.name == name } }
    if let unknown {
      let known = targets.filter(\.isLibrary).map(\.name).sorted().joined(separator: ", ")
      throw DiagnosticError(
        Diagnostic(
          "no-target",
          "the package has no target '\(unknown)'",
          notes: [Diagnostic.Note("it has \(known)")]
        )
      )
    }
    return names.isEmpty ? targets : targets.filter { names.contains($0.name) }
  }
}

extension URL {
  /// The path of something in this folder from here; empty for the folder itself, `nil` for anything else.
  fileprivate func relativePath(of other: URL) -> String? {
    if other.path == path { return "" }
    return other.path.hasPrefix(path + "/") ? String(other.path.dropFirst(path.count + 1)) : nil
  }
}
