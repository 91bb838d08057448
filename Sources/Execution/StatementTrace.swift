import Foundation

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

  private static let headerLength = 4
  private static let limit = 512

  /// A file for a program to write to.
  static var empty: Data { Data(count: (headerLength + 2 * limit) * MemoryLayout<Int>.size) }

  /// Reads what a program wrote, whatever it is.
  init(_ data: Data) {
    let numbers = data.withUnsafeBytes { bytes in
      (0..<bytes.count / MemoryLayout<Int>.size).map {
        bytes.loadUnaligned(fromByteOffset: $0 * MemoryLayout<Int>.size, as: Int.self)
      }
    }
    guard numbers.count == Self.headerLength + 2 * Self.limit else {
      (running, last, lastEnded) = ([], nil, false)
      return
    }
    let depth = min(max(0, numbers[0]), Self.limit)
    running = (0..<depth).map {
      let place = Self.headerLength + 2 * $0
      return Place(line: numbers[place], column: numbers[place + 1])
    }
    last = numbers[1] > 0 ? Place(line: numbers[1], column: numbers[2]) : nil
    lastEnded = numbers[3] != 0
  }
}
