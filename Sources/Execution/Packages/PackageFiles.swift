import Basics
import Caching
import Foundation

/// The files of a folder from which SwiftPM makes a target.
struct PackageFiles {
  /// Where lessons are, which no target is made of.
  let content: URL
  /// The files that targets bring along as they are.
  let resources: [String]

  /// Marks a folder that `literate build` has written (`SiteDirectory`).
  private static let siteMarker = ".literate-site"

  /// The paths of a folder's files from there, in order: without what is hidden, such as SwiftPM's own
  /// products and what version control keeps, without sites, lessons and prose.
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
