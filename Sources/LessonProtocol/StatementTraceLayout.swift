/// Where the numbers of a statement trace are: a file of native integers that a program maps into its
/// memory, so that it outlives a crash.
///
/// The header holds how many statements are running, the line and the column of the last that began or
/// ended, and whether it ended; behind it are the line and the column of each that runs, outer ones first.
package enum StatementTraceLayout {
  package static let depth = 0
  package static let lastLine = 1
  package static let lastColumn = 2
  package static let lastEnded = 3
  package static let headerLength = 4
  /// The deepest that is noted; of deeper recursion the innermost statements are.
  package static let limit = 512
  /// How many numbers the file holds.
  package static let length = headerLength + 2 * limit
  /// The size of the file, in bytes.
  package static let size = length * MemoryLayout<Int>.size

  /// The index of the line of a running statement; its column is behind it.
  package static func line(ofStatement depth: Int) -> Int { headerLength + 2 * depth }
}
