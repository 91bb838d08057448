import Basics
import Caching
import Foundation

/// The files in a folder from which SwiftPM makes a target.
struct PackageFiles {
  /// The folder of the lessons, which are not part of any target.
  let content: URL
  /// The targets' resources.
  let resources: [String]

  /// Marks a folder that `literate build` has written (`SiteDirectory`).
  private static let siteMarker = ".literate-site"

  /// The relative paths of a folder's files, sorted: without hidden files, such as SwiftPM's own products and
  /// version control data, and without sites, lessons and prose.
  ///
  /// Complexity: O(n·log n) in the number of files.
  func names(in root: URL) -> [String] {
    var names: [String] = []
    var pending = [""]
    while let folder = pending.popLast() {
      let url = folder.isEmpty ? root : root.appending(path: folder)
      let entries = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
      if !folder.isEmpty, entries.contains(Self.siteMarker) || isContent(url) { continue }
      for name in entries where !name.hasPrefix(".") {
        let path = folder.isEmpty ? name : "\(folder)/\(name)"
        let file = root.appending(path: path).path
        let kind = FileStatus(file)?.kind
        if kind == .folder, !FileStatus.isLink(file) {
          pending.append(path)
        } else if kind != .folder, counts(file) {
          names.append(path)
        }
      }
    }
    return names.sorted()
  }

  private func counts(_ file: String) -> Bool {
    !file.hasSuffix(".md") || resources.contains { file == $0 || file.hasPrefix($0 + "/") }
  }

  private func isContent(_ folder: URL) -> Bool {
    folder.resolvingSymlinksInPath().path == content.path
  }
}
