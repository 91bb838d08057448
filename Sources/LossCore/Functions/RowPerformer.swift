/// Calls a function once for each number from 0 up to a count, and returns when all have returned.
///
/// The calls may come in any order, and at the same time from several threads. Dispatch has such a
/// function:
///
/// ```swift
/// try logSoftmax(logits, inParallel: DispatchQueue.concurrentPerform)
/// ```
public typealias RowPerformer = (_ count: Int, _ body: @Sendable (Int) -> Void) -> Void

extension Slices {
  /// Into so many parts the slices are divided at most.
  private static let partLimit = 64

  /// Calls a function for the number of each slice, part by part in order.
  @inline(__always)
  func forEach(_ perform: @escaping RowPerformer, _ body: @escaping (Int) -> Void) {
    // No two parts write to the same place.
    nonisolated(unsafe) let body = body
    let parts = min(count, Self.partLimit)
    perform(parts) { part in
      let (length, rest) = count.quotientAndRemainder(dividingBy: parts)
      let start = part * length + min(part, rest)
      for index in start..<start + length + (part < rest ? 1 : 0) {
        body(index)
      }
    }
  }

  /// Returns what a function makes of the number of each slice, in order.
  @inline(__always)
  func values<Value>(_ perform: @escaping RowPerformer, _ value: @escaping (Int) -> Value)
    -> [Value]
  {
    [Value](unsafeUninitializedCapacity: count) { output, initializedCount in
      let output = output
      forEach(perform) { index in
        output.initializeElement(at: index, to: value(index))
      }
      initializedCount = count
    }
  }

  /// Performs the parts one after the other, as is done where nothing else is asked for.
  @inline(__always)
  static func inOrder(_ count: Int, _ body: @Sendable (Int) -> Void) {
    for index in 0..<count {
      body(index)
    }
  }
}
