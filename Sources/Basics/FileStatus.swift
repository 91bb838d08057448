package import Foundation

#if canImport(Glibc)
  private import Glibc
#elseif canImport(Darwin)
  private import Darwin
#endif

/// What the file system says of a file or folder, links followed.
///
/// Foundation's `attributesOfItem(atPath:)` looks up the names of the owner and the group, too, and
/// takes a hundred times as long.
package struct FileStatus: Sendable, Equatable {
  package enum Kind: Sendable {
    case file, folder, other
  }

  package let kind: Kind
  /// The file system that it is on.
  package let device: UInt64
  /// Two names with one number on one device are one file.
  package let number: UInt64
  /// In bytes.
  package let size: Int
  private let seconds: Int
  private let nanoseconds: Int

  /// `nil` where there is nothing, or nothing that may be looked at.
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

  /// When it was last written.
  package var date: Date {
    Date(timeIntervalSince1970: Double(seconds) + Double(nanoseconds) / 1_000_000_000)
  }

  /// Changes when the file is written.
  package var stamp: String { "\(size) \(seconds).\(nanoseconds)" }
}
