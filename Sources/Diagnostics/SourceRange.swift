/// A position in a text: line and column, both counted from 1, the column in UTF-8 bytes, as in the
/// Swift compiler.
package struct SourcePosition: Hashable, Comparable, Codable, Sendable {
  package var line: Int
  package var column: Int

  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  package static func < (left: Self, right: Self) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}

/// A range from one position up to, but not including, another.
package struct SourceRange: Hashable, Codable, Sendable {
  package var start: SourcePosition
  package var end: SourcePosition

  package init(_ start: SourcePosition, _ end: SourcePosition) {
    self.start = start
    self.end = max(start, end)
  }

  /// Creates the empty range at a position.
  package init(at position: SourcePosition) {
    self.init(position, position)
  }

  /// Creates a range of `length` bytes on one line.
  package init(line: Int, column: Int, length: Int = 0) {
    self.init(
      SourcePosition(line: line, column: column),
      SourcePosition(line: line, column: column + length)
    )
  }

  /// Whether `other` lies within this range, ends included.
  package func contains(_ other: SourceRange) -> Bool {
    start <= other.start && other.end <= end
  }
}
