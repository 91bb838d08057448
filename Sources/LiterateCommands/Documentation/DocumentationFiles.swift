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

    /// What its examples find.
    func context(_ settings: [DocumentationSettings]) -> DocumentationContext {
      var context = DocumentationContext(module: module)
      for settings in settings { context.add(settings, forFile: name) }
      return context
    }
  }

  /// Sorted by name.
  let entries: [Entry]
  /// The paths that are checked only if they are named: changelogs, proposals, vendored code.
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
    let scope = Scope(
      selected: selected,
      excluded: settings.flatMap { settings in settings.exclude.map(settings.path) },
      included: settings.flatMap { settings in settings.include.map(settings.path) },
      folders: isOfTargets ? targets.map(\.path) : nil
    )
    let modules = Self.modules(ofSourcesIn: targets)
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
        guard scope.reaches(path) else { continue }
        if Self.isUsuallyLeftOut(path), !scope.asksFor(path) {
          // Nobody takes tests for documentation.
          if name.lowercased() != "tests" { leftOut.append(path) }
        } else if FileStatus(file.path)?.kind == .folder {
          if !FileStatus.isLink(file.path) { pending.append(path) }
        } else if name.hasSuffix(".md") {
          entries.append(Entry(name: path, module: Self.module(ofArticle: path, targets)))
        } else if let module = modules[path] {
          entries.append(Entry(name: path, module: module))
        }
      }
    }
    self.entries = entries.sorted { $0.name < $1.name }
    self.leftOut = leftOut.sorted()
  }

  /// What is to be looked at, in paths from the root.
  private struct Scope {
    /// The files and folders that were named; empty for all.
    let selected: [String]
    let excluded, included: [String]
    /// The only folders to look at; `nil` for all.
    let folders: [String]?

    /// Whether a path is to be looked at, or leads to one that is.
    func reaches(_ path: String) -> Bool {
      guard !excluded.contains(path) else { return false }
      let isChosen = folders?.contains { Self.isOnOneWay($0, path) } ?? true
      return isChosen
        && (selected.isEmpty || selected.contains { $0.isEmpty || Self.isOnOneWay($0, path) })
    }

    /// Whether a path was named by itself or leads to one that was: naming a folder around it is not enough.
    func asksFor(_ path: String) -> Bool {
      selected.contains { $0 == path || $0.hasPrefix(path + "/") }
        || included.contains { Self.isOnOneWay($0, path) }
    }

    /// Whether two paths are the same, or one is inside the other.
    private static func isOnOneWay(_ first: String, _ second: String) -> Bool {
      first == second || first.hasPrefix(second + "/") || second.hasPrefix(first + "/")
    }
  }

  /// The module of each Swift source of the library targets, by its path.
  private static func modules(ofSourcesIn targets: [PackageOutline.Target]) -> [String: String] {
    var modules: [String: String] = [:]
    for target in targets where target.isLibrary {
      for source in target.sources where source.hasSuffix(".swift") {
        modules["\(target.path)/\(source)"] = target.module
      }
    }
    return modules
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

  /// Whether a folder belongs to the package: it is not another package, the lessons or a built site.
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
    guard DocumentationPage.isArticle(path) else { return nil }
    let around = targets.filter { $0.isLibrary && path.hasPrefix($0.path + "/") }
    return around.max { $0.path.count < $1.path.count }?.module
  }
}
