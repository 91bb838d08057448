import Basics
import Diagnostics
import Execution
import Foundation
import Lessons

/// The files that document a package: its Markdown, its DocC catalogues, and the comments of its sources.
struct DocumentationFiles: Sendable {
  /// A file to read, with the module that it belongs to.
  struct Entry: Sendable {
    /// The path from the root.
    let name: String
    let module: String?
  }

  /// In order of their names.
  let entries: [Entry]
  /// What is not looked at unless it is named: changelogs, proposals, vendored code.
  let leftOut: [String]

  /// Finds the files.
  ///
  /// - Parameters:
  ///   - root: the package's folder, or the one in which plain Markdown is checked.
  ///   - targets: the package's targets whose sources are looked at.
  ///   - isOfTargets: whether only what is in the targets' folders is looked at.
  ///   - content: the folder of lessons, which are checked as such.
  ///   - selected: the files and folders that were named, relative to the root; empty for all.
  ///   - settings: what the package's settings leave out and include.
  /// - Throws: an error if a folder cannot be read.
  /// - Complexity: O(n·t) in the number of files and of targets.
  init(
    in root: URL,
    targets: [PackageOutline.Target],
    isOfTargets: Bool,
    content: URL,
    selected: [String],
    _ settings: [DocumentationSettings]
  ) throws {
    let excluded = settings.flatMap { settings in settings.exclude.map { settings.path(of: $0) } }
    let included = settings.flatMap { settings in settings.include.map { settings.path(of: $0) } }
    var modules: [String: String] = [:]
    for target in targets where target.isLibrary {
      for source in target.sources where source.hasSuffix(".swift") {
        modules["\(target.path)/\(source)"] = target.module
      }
    }
    var entries: [Entry] = []
    var leftOut: [String] = []
    var pending = [""]
    while let folder = pending.popLast() {
      let url = folder.isEmpty ? root : root.appending(path: folder)
      let names = try FileManager.default.contentsOfDirectory(atPath: url.path).sorted()
      if !folder.isEmpty, !Self.isOfPackage(url, names, content) { continue }
      for name in names where !name.hasPrefix(".") {
        let path = folder.isEmpty ? name : "\(folder)/\(name)"
        let file = url.appending(path: name)
        let isNamed = selected.contains { $0.isEmpty || $0 == path || path.hasPrefix($0 + "/") }
        let leadsToNamed = selected.contains { $0.hasPrefix(path + "/") }
        guard selected.isEmpty || isNamed || leadsToNamed else { continue }
        // A name that was given counts, and not that of a folder around it.
        let isAskedFor =
          selected.contains { $0 == path || $0.hasPrefix(path + "/") }
          || included.contains {
            $0 == path || path.hasPrefix($0 + "/") || $0.hasPrefix(path + "/")
          }
        let isOutside =
          isOfTargets
          && !targets.contains {
            path.hasPrefix($0.path + "/") || ($0.path + "/").hasPrefix(path + "/")
          }
        if isOutside || excluded.contains(path) { continue }
        if Self.isUsuallyLeftOut(path), !isAskedFor {
          // Nobody takes tests for documentation.
          if name.lowercased() != "tests" { leftOut.append(path) }
        } else if FileStatus(file.path)?.kind == .folder {
          if !FileStatus.isLink(file.path) { pending.append(path) }
        } else if selected.isEmpty || isNamed {
          if name.hasSuffix(".md") {
            entries.append(Entry(name: path, module: Self.module(ofArticle: path, targets)))
          } else if let module = modules[path] {
            entries.append(Entry(name: path, module: module))
          }
        }
      }
    }
    self.entries = entries.sorted { $0.name < $1.name }
    self.leftOut = leftOut.sorted()
  }

  /// The folders that have settings, from the root on.
  static func settingsFolders(in root: URL, content: URL) throws -> [String] {
    var found: [String] = []
    var pending = [""]
    while let folder = pending.popLast() {
      let url = folder.isEmpty ? root : root.appending(path: folder)
      let names = try FileManager.default.contentsOfDirectory(atPath: url.path)
      if !folder.isEmpty, !isOfPackage(url, names, content) { continue }
      // The settings beside lessons are those of a site.
      let isOfSite = names.contains { LessonName($0) != nil }
      if names.contains(SiteConfiguration.fileName), !isOfSite { found.append(folder) }
      for name in names where !name.hasPrefix(".") {
        let path = folder.isEmpty ? name : "\(folder)/\(name)"
        let place = url.appending(path: name).path
        guard FileStatus(place)?.kind == .folder, !FileStatus.isLink(place),
          !isUsuallyLeftOut(path)
        else { continue }
        pending.append(path)
      }
    }
    return found
  }

  /// Whether a folder is part of the package: no other package, no lessons, no site, no tests.
  private static func isOfPackage(_ folder: URL, _ names: [String], _ content: URL) -> Bool {
    !names.contains("Package.swift") && !names.contains(".literate-site")
      && folder.resolvingSymlinksInPath().path != content.path
  }

  private static let otherFolders: Set = [
    "vendor", "third_party", "thirdparty", "third-party", "carthage", "pods", "node_modules",
    "proposals", "evolution", "reviews", "fixtures", "tests",
  ]
  private static let otherFiles = [
    "changelog", "changes", "history", "releases", "release_notes", "license",
  ]

  private static func isUsuallyLeftOut(_ path: String) -> Bool {
    let name = (path.split(separator: "/").last ?? "").lowercased()
    if otherFolders.contains(name) { return true }
    return name.hasSuffix(".md") && otherFiles.contains { name.hasPrefix($0) }
  }

  /// The module whose catalogue an article belongs to.
  private static func module(ofArticle path: String, _ targets: [PackageOutline.Target]) -> String?
  {
    guard isArticle(path) else { return nil }
    let around = targets.filter { $0.isLibrary && path.hasPrefix($0.path + "/") }
    return around.max { $0.path.count < $1.path.count }?.module
  }

  /// Whether a file is in a DocC catalogue.
  static func isArticle(_ path: String) -> Bool { path.contains(".docc/") }
}
