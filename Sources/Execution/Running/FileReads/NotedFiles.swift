import Basics
import Caching
import Foundation

/// Everything that a program has looked at in the file system.
struct NotedFiles {
  private(set) var files: [NotedFile] = []
  /// Whether the files that it read stayed unchanged until it ended, except those it wrote itself.
  private(set) var isSettled = true

  /// Reads the notes of a program that has finished running in a folder (`file-reads.c`).
  ///
  /// Complexity: O(n) in the size of the files.
  init(_ notes: Data, in folder: URL) {
    let fields = notes.split(separator: 0, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    var written: Set<String> = []
    var seen: [String: String] = [:]
    var uses: Set<[String]> = []
    for index in stride(from: 0, to: fields.count - 1, by: 2) {
      guard let kind = fields[index].first else { continue }
      let path = fields[index + 1]
      switch kind {
      case "w": written.insert(path)
      case "r":
        if seen[path] == nil { seen[path] = String(fields[index].dropFirst()) }
        uses.insert([path, "r"])
      default: uses.insert([path, String(kind)])
      }
    }
    for use in uses.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      guard let kind = Self.uses[use[1]] else { continue }
      files.append(NotedFile(Self.shortened(use[0], folder), kind, in: folder))
    }
    isSettled = seen.allSatisfy { path, stamp in
      written.contains(path) || (FileStatus(path)?.stamp ?? "") == stamp
    }
  }

  private static let uses: [String: NotedFile.Use] = [
    "r": .content, "s": .presence, "d": .names, "t": .tree,
  ]

  private static func shortened(_ path: String, _ folder: URL) -> String {
    let prefix = folder.path + "/"
    return path.hasPrefix(prefix) && path != prefix ? String(path.dropFirst(prefix.count)) : path
  }
}
