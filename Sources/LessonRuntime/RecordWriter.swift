import LessonProtocol

#if canImport(Glibc)
  private import Glibc
#elseif canImport(Darwin)
  private import Darwin
#endif

/// Appends records to the file whose path is in the environment.
///
/// The records have a file of their own, so that lesson output cannot be mistaken for one.
struct RecordWriter {
  private let descriptor: Int32
  /// The original standard output; the lesson may redirect it.
  private static let standardOutput = dup(STDOUT_FILENO)
  private static let standardError = dup(STDERR_FILENO)

  /// `nil` outside a build, for example if a tangled program is run by hand: nothing is recorded.
  init?() {
    guard let path = getenv(LessonEnvironment.records) else { return nil }
    descriptor = open(path, O_WRONLY | O_APPEND | O_CLOEXEC)
    unsetenv(LessonEnvironment.records)
    _ = Self.standardOutput
    _ = Self.standardError
    _ = Self.displayLimit
    guard descriptor >= 0 else { return nil }
  }

  /// The maximum size of the forms of one value, in bytes.
  static let displayLimit: Int = {
    guard let limit = getenv(LessonEnvironment.displayLimit) else { return .max }
    defer { unsetenv(LessonEnvironment.displayLimit) }
    return Int(String(cString: limit)) ?? .max
  }()

  /// Writes one record completely, or ends the program: a lesson is useless without its records.
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

  /// The number of bytes that the program has printed so far, including buffered output.
  static func printedByteCount() -> Int {
    fflush(nil)
    return Int(lseek(standardOutput, 0, SEEK_CUR))
  }

  /// The number of bytes written to standard error; 0 if that is not a file.
  static func errorByteCount() -> Int {
    max(0, Int(lseek(standardError, 0, SEEK_CUR)))
  }
}
