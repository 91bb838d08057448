import Foundation
import LessonProtocol

/// The statements of a program that were running when it ended, as recorded by its runtime (`LessonRuntime`).
struct StatementTrace: Sendable {
  /// A place in the file; both numbers count from 1, the column in UTF-8 bytes.
  struct Place: Sendable, Hashable {
    let line, column: Int
  }

  /// Outermost first.
  let running: [Place]
  /// The statement that began or ended last; `nil` if there was none.
  let last: Place?
  /// Whether that statement ended.
  let lastEnded: Bool

  /// An empty file for a program to write to.
  static var empty: Data { Data(count: StatementTraceLayout.size) }

  /// Reads what a program wrote, even if it is damaged.
  init(_ data: Data) {
    let numbers = data.withUnsafeBytes { bytes in
      (0..<bytes.count / MemoryLayout<Int>.size).map {
        bytes.loadUnaligned(fromByteOffset: $0 * MemoryLayout<Int>.size, as: Int.self)
      }
    }
    typealias Layout = StatementTraceLayout
    guard numbers.count == Layout.length else {
      (running, last, lastEnded) = ([], nil, false)
      return
    }
    let depth = min(max(0, numbers[Layout.depth]), Layout.limit)
    running = (0..<depth).map {
      let place = Layout.line(ofStatement: $0)
      return Place(line: numbers[place], column: numbers[place + 1])
    }
    let (line, column) = (numbers[Layout.lastLine], numbers[Layout.lastColumn])
    last = line > 0 ? Place(line: line, column: column) : nil
    lastEnded = numbers[Layout.lastEnded] != 0
  }
}
