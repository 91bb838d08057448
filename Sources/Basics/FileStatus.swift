package import Foundation

#if canImport(Glibc)
  private import Glibc
#elseif canImport(Darwin)
  private import Darwin
#endif

/// The file system's information about a file or folder, following links.
///
/// Foundation's `attributesOfItem(atPath:)` also looks up the names of the owner and the group, and
/// takes a hundred times as long.
package struct FileStatus: Sendable, Equatable {
  package enum Kind: Sendable {
    case file, folder, other
  }

  package let kind: Kind
  /// The device of its file system.
  package let device: UInt64
  /// Two paths with the same number on the same device are the same file.
  package let number: UInt64
  /// The size in bytes.
  package let size: Int
  private let seconds: Int
  private let nanoseconds: Int

  /// `nil` if there is nothing at the path, or nothing accessible.
  package init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    kind =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .folder
      default: .other
      }
    device = UInt64(status.st_dev)
    number = UInt64(status.st_ino)
    size = Int(status.st_size)
    #if canImport(Darwin)
      let time = status.st_mtimespec
    #else
      let time = status.st_mtim
    #endif
    seconds = time.tv_sec
    nanoseconds = time.tv_nsec
  }

  /// Whether a path ends in a symbolic link.
  package static func isLink(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
  }

  /// The time of the last write.
  package var date: Date {
    Date(timeIntervalSince1970: Double(seconds) + Double(nanoseconds) / 1_000_000_000)
  }

  /// A stamp that changes when the file is written.
  package var stamp: String { "\(size) \(seconds).\(nanoseconds)" }
}
