private import Diagnostics
import Lessons
private import Markdown

/// The text that a cell's output fence holds: what the cell printed, line by line, then its last
/// value.
struct CellOutput: Sendable {
  struct Line: Sendable, Equatable {
    let text: String
    /// That of the last value's type; what is printed has none.
    var precision = Tolerance.Precision.double
  }

  let lines: [Line]

  init(_ cell: Cell, _ result: UnitResult) {
    let printed = Self.lines(of: result.printed.text).map { Line(text: $0) }
    guard let last = Self.lastValue(of: cell, result) else {
      lines = printed
      return
    }
    let precision = Tolerance.Precision(ofType: last.type)
    lines = printed + Self.lines(of: last.text).map { Line(text: $0, precision: precision) }
  }

  /// The value of the cell's last statement; `nil` where that has none, such as a loop or a call of
  /// `print`.
  ///
  /// A value has a place, but what statement it comes from is not known. So the lines behind it are
  /// looked at: those of the same statement are indented, or begin with a closing bracket.
  static func lastValue(of cell: Cell, _ result: UnitResult) -> ObservedValue? {
    guard let last = result.values(ofCodeOf: cell).last(where: { !$0.isNested }),
      cell.code.lines.indices.contains(last.place.startLine),
      last.isShown
    else { return nil }
    let lines = cell.code.lines.map(\.text)
    let indent = lines[last.place.startLine].indent
    let isLast = lines.dropFirst(last.place.endLine + 1).allSatisfy { line in
      let code = line.trimmingSpaces
      return code.isEmpty || code.hasPrefix("//") || line.indent > indent
        || ")]}".contains(code.first ?? " ")
    }
    guard isLast, last.place.endLine < lines.count else { return nil }
    let line = cell.code.lines[last.place.endLine]
    let rest = line.text.utf8.dropFirst(max(0, last.place.endColumn - line.start.column))
    let code = String(Substring(rest)).withoutComment
    let isFollowed = code.contains(/;[ \t]*[^ \t]/)
    return isFollowed ? nil : last
  }

  /// The lines of a text as a fence in Markdown can hold them: without control characters, those of
  /// nothing but white space empty, and of very long ones the beginning and the end.
  static func lines(of text: String) -> [String] {
    guard !text.isEmpty else { return [] }
    var lines = PrintedText.visible(text).split(
      separator: "\n",
      omittingEmptySubsequences: false
    ).map { AbridgedText.line(String($0)) }
    if lines.last == "" { lines.removeLast() }
    return lines.map { $0.trimmingSpaces.isEmpty ? "" : $0 }
  }
}

extension String {
  fileprivate var indent: Int { prefix { $0 == " " || $0 == "\t" }.count }

  fileprivate var withoutComment: String {
    firstRange(of: "//").map { String(self[..<$0.lowerBound]) } ?? self
  }
}
