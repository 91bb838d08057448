#if canImport(Glibc)
  private import Glibc
#elseif canImport(Darwin)
  private import Darwin
#endif

/// Appends records to the file whose path stands in the environment: a record a line, its fields
/// separated by tabs; tab, line feed and backslash inside a field are escaped with a backslash.
///
/// The records have a file of their own, so that nothing a lesson prints can be taken for one.
struct RecordWriter {
  static let environmentKey = "LITERATE_RECORDS"

  private let descriptor: Int32
  /// The file that standard output is at first; the lesson may connect another.
  private static let standardOutput = dup(STDOUT_FILENO)
  private static let standardError = dup(STDERR_FILENO)

  /// `nil` outside a build, for example when a tangled program is run by hand: nothing is recorded.
  init?() {
    guard let path = getenv(Self.environmentKey) else { return nil }
    descriptor = open(path, O_WRONLY | O_APPEND | O_CLOEXEC)
    unsetenv(Self.environmentKey)
    _ = Self.standardOutput
    _ = Self.standardError
    _ = Self.displayLimit
    guard descriptor >= 0 else { return nil }
  }

  /// How large the forms of one value may be, in bytes.
  static let displayLimit: Int = {
    guard let limit = getenv("LITERATE_DISPLAY_LIMIT") else { return .max }
    defer { unsetenv("LITERATE_DISPLAY_LIMIT") }
    return Int(String(cString: limit)) ?? .max
  }()

  /// The exit code of a program that has closed the file, or whose disk is full.
  private static let recordsLost: Int32 = 113

  /// Writes one record whole, or ends the program: without its records a lesson is of no use.
  func write(_ fields: [String]) {
    var line: [UInt8] = []
    for (index, field) in fields.enumerated() {
      if index > 0 { line.append(UInt8(ascii: "\t")) }
      for byte in field.utf8 {
        switch byte {
        case UInt8(ascii: "\t"): line += [UInt8(ascii: "\\"), UInt8(ascii: "t")]
        case UInt8(ascii: "\n"): line += [UInt8(ascii: "\\"), UInt8(ascii: "n")]
        case UInt8(ascii: "\\"): line += [UInt8(ascii: "\\"), UInt8(ascii: "\\")]
        default: line.append(byte)
        }
      }
    }
    line.append(UInt8(ascii: "\n"))
    line.withUnsafeBytes { bytes in
      var written = 0
      while written < bytes.count {
        let count = systemWrite(descriptor, bytes[written...])
        guard count > 0 else { _exit(Self.recordsLost) }
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
