import LessonProtocol

#if canImport(Glibc)
  private import Glibc
#elseif canImport(Darwin)
  private import Darwin
#endif

/// Appends records to the file whose path is in the environment.
///
/// The records have a file of their own, so that nothing a lesson prints can be taken for one.
struct RecordWriter {
  private let descriptor: Int32
  /// The file that standard output is at first; the lesson may connect another.
  private static let standardOutput = dup(STDOUT_FILENO)
  private static let standardError = dup(STDERR_FILENO)

  /// `nil` outside a build, for example when a tangled program is run by hand: nothing is recorded.
  init?() {
    guard let path = getenv(LessonEnvironment.records) else { return nil }
    descriptor = open(path, O_WRONLY | O_APPEND | O_CLOEXEC)
    unsetenv(LessonEnvironment.records)
    _ = Self.standardOutput
    _ = Self.standardError
    _ = Self.displayLimit
    guard descriptor >= 0 else { return nil }
  }

  /// How large the forms of one value may be, in bytes.
  static let displayLimit: Int = {
    guard let limit = getenv(LessonEnvironment.displayLimit) else { return .max }
    defer { unsetenv(LessonEnvironment.displayLimit) }
    return Int(String(cString: limit)) ?? .max
  }()

  /// Writes one record whole, or ends the program: without its records a lesson is of no use.
  func write(_ record: ProgramRecord) {
    record.bytes.withUnsafeBytes { bytes in
      var written = 0
      while written < bytes.count {
        let count = systemWrite(descriptor, bytes[written...])
        guard count > 0 else { _exit(LessonExitCode.recordsLost) }
        written += count
      }
    }
  }

  private func systemWrite(_ descriptor: Int32, _ bytes: Slice<UnsafeRawBufferPointer>) -> Int {
    let bytes = UnsafeRawBufferPointer(rebasing: bytes)
    #if canImport(Glibc)
      return Glibc.write(descriptor, bytes.baseAddress, bytes.count)
    #else
      return Darwin.write(descriptor, bytes.baseAddress, bytes.count)
    #endif
  }

  /// How much the program has printed so far, in bytes, what is buffered included.
  static func printedByteCount() -> Int {
    fflush(nil)
    return Int(lseek(standardOutput, 0, SEEK_CUR))
  }

  /// How much it has written on standard error; not less than nothing, where that is no file.
  static func errorByteCount() -> Int {
    max(0, Int(lseek(standardError, 0, SEEK_CUR)))
  }
}
