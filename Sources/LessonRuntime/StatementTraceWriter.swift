import LessonProtocol

#if canImport(Glibc)
  private import Glibc
#elseif canImport(Darwin)
  private import Darwin
#endif

/// The running statements, in a file that outlives a crash of the program (`StatementTraceLayout`):
/// they show where the program stopped.
///
/// Threads write to it without synchronization; at worst, a message names the wrong place.
struct StatementTraceWriter: Sendable {
  private typealias Layout = StatementTraceLayout

  static let shared = StatementTraceWriter()

  private nonisolated(unsafe) let numbers: UnsafeMutablePointer<Int>

  /// `nil` if the environment does not name a file of the right length.
  private init?() {
    guard let path = getenv(LessonEnvironment.trace) else { return nil }
    let descriptor = open(path, O_RDWR | O_CLOEXEC)
    unsetenv(LessonEnvironment.trace)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    guard lseek(descriptor, 0, SEEK_END) == Layout.size else { return nil }
    let memory = mmap(nil, Layout.size, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0)
    guard memory != MAP_FAILED, let memory else { return nil }
    numbers = memory.assumingMemoryBound(to: Int.self)
  }

  @inline(__always)
  func begin(_ line: Int, _ column: Int) {
    note(line, column, isEnd: 0)
    var depth = numbers[Layout.depth]
    // Statements ended by an error are never removed; the oldest are dropped first.
    if depth >= Layout.limit {
      let kept = Layout.limit / 2
      (numbers + Layout.line(ofStatement: 0)).update(
        from: numbers + Layout.line(ofStatement: Layout.limit - kept),
        count: 2 * kept
      )
      depth = kept
    }
    guard depth >= 0 else { return numbers[Layout.depth] = 0 }
    let place = Layout.line(ofStatement: depth)
    numbers[place] = line
    numbers[place + 1] = column
    numbers[Layout.depth] = depth + 1
  }

  @inline(__always)
  func end(_ line: Int, _ column: Int) {
    note(line, column, isEnd: 1)
    var depth = min(numbers[Layout.depth], Layout.limit)
    while depth > 0 {
      depth -= 1
      let place = Layout.line(ofStatement: depth)
      if numbers[place] == line, numbers[place + 1] == column {
        return numbers[Layout.depth] = depth
      }
    }
  }

  @inline(__always)
  private func note(_ line: Int, _ column: Int, isEnd: Int) {
    numbers[Layout.lastLine] = line
    numbers[Layout.lastColumn] = column
    numbers[Layout.lastEnded] = isEnd
  }
}
