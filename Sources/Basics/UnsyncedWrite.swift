package import Foundation

#if canImport(Glibc)
  private import Glibc
#elseif canImport(Darwin)
  private import Darwin
#endif

extension Data {
  /// Writes the bytes to a file, as `[Data].writeUnsynced(to:)` does.
  package func writeUnsynced(to file: URL) throws {
    try [self].writeUnsynced(to: file)
  }
}

extension [Data] {
  /// Writes bytes, one piece behind the other, to a file, which is made or emptied first.
  ///
  /// Foundation's `write(to:)` waits until the disk has them, for each file some milliseconds; what
  /// can be made again need not survive a power failure.
  ///
  /// - Throws: `POSIXError`; the file may then hold a part of the bytes.
  /// - Complexity: O(n) in their number.
  package func writeUnsynced(to file: URL) throws {
    let descriptor = open(file.path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw Self.lastError }
    defer { close(descriptor) }
    for piece in self {
      try piece.withUnsafeBytes { bytes in
        var rest = bytes[...]
        while !rest.isEmpty {
          let count = systemWrite(descriptor, UnsafeRawBufferPointer(rebasing: rest))
          guard count > 0 || (count < 0 && errno == EINTR) else { throw Self.lastError }
          rest = rest.dropFirst(Swift.max(0, count))
        }
      }
    }
  }

  private static var lastError: POSIXError { POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
}

/// The C library's, under a name that nothing else has.
private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  write(descriptor, bytes.baseAddress, bytes.count)
}
