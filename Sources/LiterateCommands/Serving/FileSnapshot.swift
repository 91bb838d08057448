import Basics
import Caching
import Foundation

#if canImport(Glibc)
  private import Glibc
#elseif canImport(Darwin)
  private import Darwin
#endif

/// The state of a folder's files: which exist, and when each was written.
///
/// A file with which an editor replaces another counts as changed, whatever its date.
struct FileSnapshot: Sendable {
  private var stamps: [String: FileStatus] = [:]

  /// The paths of the files that were added, removed or changed.
  ///
  /// Complexity: O(n) in the number of files.
  func changes(since old: FileSnapshot) -> Set<String> {
    guard stamps != old.stamps else { return [] }
    let paths = Set(stamps.keys).union(old.stamps.keys)
    return paths.filter { stamps[$0] != old.stamps[$0] }
  }

  /// Whether there is an empty file at a path.
  func isEmpty(_ path: String) -> Bool { stamps[path]?.size == 0 }

  /// The files of a folder that matter.
  enum Scope {
    case all
    /// The files that SwiftPM compiles, and its manifests.
    case sources

    fileprivate func contains(_ name: String) -> Bool {
      switch self {
      case .all: true
      case .sources: Self.endings.contains { name.hasSuffix($0) } || name == "Package.resolved"
      }
    }

    private static let endings = [".swift", ".c", ".h", ".cc", ".cpp", ".m", ".mm", ".modulemap"]
  }

  /// A snapshot of the files below a folder, following links; hidden files are left out.
  ///
  /// Complexity: O(n) in the number of files, a few microseconds each.
  init(of folder: URL, _ scope: Scope) {
    var pending = [folder.path]
    // A link may lead back to a folder above it.
    var seen: Set<UInt64> = []
    while let folder = pending.popLast() {
      guard let listing = opendir(folder) else { continue }
      defer { closedir(listing) }
      while let entry = readdir(listing) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) {
          String(cString: UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self))
        }
        let path = "\(folder)/\(name)"
        guard !name.hasPrefix("."), let status = FileStatus(path) else { continue }
        switch status.kind {
        case .file where scope.contains(name): stamps[path] = status
        case .folder where seen.insert(status.number).inserted: pending.append(path)
        default: continue
        }
      }
    }
  }
}
