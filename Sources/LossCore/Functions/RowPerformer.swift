/// Calls a function once for each number from 0 up to a count, and returns when all have returned.
///
/// The calls may come in any order, and at the same time from several threads. Dispatch has such a
/// function:
///
/// ```swift
/// try logSoftmax(logits, inParallel: DispatchQueue.concurrentPerform)
/// ```
///
/// Results have the same bits whoever performs.
public typealias RowPerformer = (_ count: Int, _ body: @Sendable (Int) -> Void) -> Void

/// Work on numbered rows, or blocks, that do not concern each other: a performer does it in parts, or,
/// where there is none, it is done in order.
struct Parts {
  /// Into so many parts work is divided at most.
  private static let limit = 64

  private let count: Int
  private let perform: RowPerformer?

  @inline(__always)
  init(of count: Int, _ perform: RowPerformer?) {
    self.count = count
    self.perform = perform
  }

  /// Calls a function for each number.
  @inline(__always)
  func forEach(_ body: (Int) -> Void) {
    guard let perform else {
      for index in 0..<count {
        body(index)
      }
      return
    }
    let parts = min(count, Self.limit)
    withoutActuallyEscaping(body) { body in
      // No two parts write to the same place.
      nonisolated(unsafe) let body = body
      perform(parts) { [count] part in
        let (length, rest) = count.quotientAndRemainder(dividingBy: parts)
        let start = part * length + min(part, rest)
        for index in start..<start + length + (part < rest ? 1 : 0) {
          body(index)
        }
      }
    }
  }

  /// Returns what a function makes of each number, in order.
  @inline(__always)
  func values<Value>(_ value: (Int) -> Value) -> [Value] {
    [Value](unsafeUninitializedCapacity: count) { output, initializedCount in
      let output = output
      forEach { index in
        output.initializeElement(at: index, to: value(index))
      }
      initializedCount = count
    }
  }
}
