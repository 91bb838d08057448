/// The layout of a statement trace: a file of native integers that a program maps into its memory, so
/// that it outlives a crash.
///
/// The header holds the number of running statements, the line and column of the last that began or
/// ended, and whether it ended; then come the line and column of each running statement, outermost first.
package enum StatementTraceLayout {
  package static let depth = 0
  package static let lastLine = 1
  package static let lastColumn = 2
  package static let lastEnded = 3
  package static let headerLength = 4
  /// The maximum number of statements kept; in deeper recursion, the innermost ones.
  package static let limit = 512
  /// The number of integers in the file.
  package static let length = headerLength + 2 * limit
  /// The size of the file, in bytes.
  package static let size = length * MemoryLayout<Int>.size

  /// The index of a running statement's line; its column follows.
  package static func line(ofStatement depth: Int) -> Int { headerLength + 2 * depth }
}
