#if canImport(Glibc)
  private import Glibc
#elseif canImport(Darwin)
  private import Darwin
#endif

/// The statements that are running, in a file that outlives a crash of the program: what was running when
/// it stopped is where it stopped.
///
/// The file holds numbers: how many statements are running, the line and the column of the last that
/// began or ended, whether it ended, then the line and the column of each that runs, outer ones first.
/// Threads write to it without waiting for each other; what they mix up is a place in a message.
struct StatementTrace: Sendable {
  static let environmentKey = "LITERATE_TRACE"
  private static let headerLength = 4
  /// The deepest that is noted; of deeper recursion the innermost statements are.
  private static let limit = 512
  /// How many numbers the file holds.
  private static let length = headerLength + 2 * limit

  static let shared = StatementTrace()

  private nonisolated(unsafe) let numbers: UnsafeMutablePointer<Int>

  /// `nil` where the environment names no file of the right length.
  private init?() {
    guard let path = getenv(Self.environmentKey) else { return nil }
    let descriptor = open(path, O_RDWR | O_CLOEXEC)
    unsetenv(Self.environmentKey)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    let size = Self.length * MemoryLayout<Int>.size
    guard lseek(descriptor, 0, SEEK_END) == size else { return nil }
    let memory = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0)
    guard memory != MAP_FAILED, let memory else { return nil }
    numbers = memory.assumingMemoryBound(to: Int.self)
  }

  @inline(__always)
  func begin(_ line: Int, _ column: Int) {
    note(line, column, isEnd: 0)
    var depth = numbers[0]
    // Statements that an error ended are still noted; the oldest go first.
    if depth >= Self.limit {
      let kept = Self.limit / 2
      (numbers + Self.headerLength).update(
        from: numbers + Self.headerLength + 2 * (Self.limit - kept),
        count: 2 * kept
      )
      depth = kept
    }
    guard depth >= 0 else { return numbers[0] = 0 }
    numbers[Self.headerLength + 2 * depth] = line
    numbers[Self.headerLength + 2 * depth + 1] = column
    numbers[0] = depth + 1
  }

  @inline(__always)
  func end(_ line: Int, _ column: Int) {
    note(line, column, isEnd: 1)
    var depth = min(numbers[0], Self.limit)
    while depth > 0 {
      depth -= 1
      let place = Self.headerLength + 2 * depth
      if numbers[place] == line, numbers[place + 1] == column { return numbers[0] = depth }
    }
  }

  @inline(__always)
  private func note(_ line: Int, _ column: Int, isEnd: Int) {
    numbers[1] = line
    numbers[2] = column
    numbers[3] = isEnd
  }
}
