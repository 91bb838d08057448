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
  /// Writes pieces of bytes, one after the other, to a file, which is created or truncated first.
  ///
  /// Foundation's `write(to:)` waits until they are on disk, some milliseconds per file; files that
  /// can be made again need not survive a power failure.
  ///
  /// - Throws: `POSIXError`; the file may then hold only part of the bytes.
  /// - Complexity: O(n) in the number of bytes.
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

/// The C library's function, under a name that does not conflict with others.
private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  write(descriptor, bytes.baseAddress, bytes.count)
}
