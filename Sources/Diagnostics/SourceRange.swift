/// A place in a text: line and column, both counted from 1, the column in UTF-8 bytes, as the Swift
/// compiler counts them.
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

/// From one place up to, not including, another.
package struct SourceRange: Hashable, Codable, Sendable {
  package var start: SourcePosition
  package var end: SourcePosition

  package init(_ start: SourcePosition, _ end: SourcePosition) {
    self.start = start
    self.end = max(start, end)
  }

  /// The empty range at a place.
  package init(at position: SourcePosition) {
    self.init(position, position)
  }

  /// `length` bytes from a place of one line.
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
