import Basics
package import Caching
package import Foundation

/// A path that a program has looked at, and what was there at that time.
package struct NotedFile: Sendable, Hashable, Codable {
  /// What the program used of it.
  enum Use: Int, Codable {
    /// Its content.
    case content
    /// Whether it exists, its kind, and its size.
    case presence
    /// The names in a folder.
    case names
    /// The names of everything below a folder.
    case tree
  }

  /// Relative to the folder that programs run in if it is below that, so that caches can be moved.
  let path: String
  let use: Use
  let digest: String
  /// If it is unchanged, so is the file; empty if it cannot be relied on.
  let stamp: String

  /// How old a file must be for a later change to give it a different date.
  private static let dateStep: TimeInterval = 2

  /// Notes what is at a path now.
  init(_ path: String, _ use: Use, in folder: URL) {
    self.path = path
    self.use = use
    let file = Self.location(of: path, in: folder)
    let status = FileStatus(file)
    let isOld = status.map { -$0.date.timeIntervalSinceNow > Self.dateStep } ?? false
    stamp = isOld ? Self.stamp(of: status, use) : ""
    digest = Self.digest(of: file, status, use)
  }

  /// Whether the file is unchanged.
  ///
  /// Complexity: O(1) for a file with an old date, otherwise O(n) in its size.
  package func isCurrent(in folder: URL) -> Bool {
    let file = Self.location(of: path, in: folder)
    let status = FileStatus(file)
    if !stamp.isEmpty, Self.stamp(of: status, use) == stamp { return true }
    return Self.digest(of: file, status, use) == digest
  }

  static func location(of path: String, in folder: URL) -> String {
    path.hasPrefix("/") ? path : "\(folder.path)/\(path)"
  }

  /// The stamp of a file; empty for a tree, since no short stamp shows that it is unchanged.
  private static func stamp(of status: FileStatus?, _ use: Use) -> String {
    guard let status, use != .tree else { return "" }
    return "\(status.device) \(status.number) \(status.stamp)"
  }

  private static func digest(of file: String, _ status: FileStatus?, _ use: Use) -> String {
    guard let status else { return "" }
    let files = FileManager.default
    switch (use, status.kind) {
    case (.content, .file): return files.contents(atPath: file).map { "\(Digest($0))" } ?? "locked"
    case (.presence, .file): return "file of \(status.size)"
    case (.names, .folder), (.content, .folder):
      return Digest(((try? files.contentsOfDirectory(atPath: file)) ?? []).sorted()).description
    case (.tree, .folder):
      return Digest(((try? files.subpathsOfDirectory(atPath: file)) ?? []).sorted()).description
    case (.presence, .folder): return "folder"
    default: return "\(status.kind)"
    }
  }
}

extension NotedFile: Packable {
  package func pack(into packer: inout Packer) {
    packer.append(path, use.rawValue, digest, stamp)
  }

  package init(from unpacker: inout Unpacker) throws {
    path = try unpacker.next()
    guard let use = Use(rawValue: try unpacker.next()) else { throw UnpackingError() }
    self.use = use
    (digest, stamp) = try unpacker.values()
  }
}
