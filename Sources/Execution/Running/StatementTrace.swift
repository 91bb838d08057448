import Foundation
import LessonProtocol

/// The statements of a program that were running when it ended, as its runtime has noted them
/// (`LessonRuntime`).
struct StatementTrace: Sendable {
  /// In the file, both from 1, the column in UTF-8 bytes.
  struct Place: Sendable, Hashable {
    let line, column: Int
  }

  /// Outer ones first.
  let running: [Place]
  /// What began or ended last; `nil` where nothing did.
  let last: Place?
  /// Whether that ended.
  let lastEnded: Bool

  /// A file for a program to write to.
  static var empty: Data { Data(count: StatementTraceLayout.size) }

  /// Reads what a program wrote, whatever it is.
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
