import Diagnostics
import Lessons
private import Markdown
import Weaving

/// A visible value, with its place in the lesson and its tolerance.
package struct LiveValue: Sendable {
  package private(set) var value: RecordedValue
  /// The title in messages: the value's name, or else its expression.
  let title: String
  /// The place in the lesson.
  let place: Diagnostic.Location
  let tolerance: Tolerance

  /// A value beside a line of a cell or, with its numbers, under the cell.
  init(
    _ value: ObservedValue,
    of cell: Cell,
    in lesson: Lesson,
    isNamed: Bool,
    numbers: [String]? = nil
  ) {
    let index = min(value.place.startLine, cell.code.lines.count - 1)
    let line = cell.code.lines[index]
    self.value = RecordedValue(
      expression: cell.swift.codeWithoutPromise(onLine: index),
      name: isNamed && !value.name.isEmpty ? value.name : nil,
      numbers: numbers,
      times: value.count > 1 ? value.count : nil,
      type: SugaredType.text(value.type),
      value: value.text
    )
    title = "'\(value.name.isEmpty ? self.value.expression.cut : value.name)'"
    let columns = value.place.startColumn..<max(value.place.startColumn, value.place.endColumn)
    // The values of a pattern are placed past the end of the line.
    let isInLine =
      value.place.startLine == value.place.endLine
      && columns.upperBound <= lesson.file.line(line.start.line).utf8.count + 1
    place =
      isInLine
      ? lesson.file.location(
        SourceRange(line: line.start.line, column: columns.lowerBound, length: columns.count)
      ) : lesson.file.location(line: line.start.line)
    tolerance = Tolerance(cell.options.tolerance, precision: .init(ofType: value.type))
  }

  /// A cell's printed output, if nothing else in the lesson records it.
  init(printed: String, by cell: Cell, in lesson: Lesson) {
    let index = cell.code.lines.firstIndex { !$0.text.trimmingSpaces.isEmpty } ?? 0
    let line = cell.code.lines[index]
    value = RecordedValue(
      expression: cell.swift.codeWithoutPromise(onLine: index),
      name: "print",
      type: "String",
      value: AbridgedText.text(printed)
    )
    title = "what this cell prints"
    place = lesson.file.location(line: line.start.line)
    tolerance = Tolerance(cell.options.tolerance)
  }

  /// The value as recorded if it may differ in every run: only its type is kept.
  var ofVolatileCell: LiveValue {
    var copy = self
    copy.value.value = "…"
    copy.value.numbers = nil
    copy.value.times = nil
    return copy
  }

  /// A value in the prose.
  init(_ value: ObservedValue, of inline: InlineExpression, in lesson: Lesson, limit: Double?) {
    self.value = RecordedValue(
      expression: inline.source.replacing("\n", with: " "),
      times: nil,
      type: SugaredType.text(value.type),
      value: value.text
    )
    title = "'\(inline.source.cut)'"
    place = lesson.file.location(inline.range)
    tolerance = Tolerance(limit, precision: .init(ofType: value.type))
  }
}

extension String {
  /// The text for a message: on one line, and not too long.
  var cut: String {
    let line = replacing("\n", with: "⏎")
    return line.count <= 80 ? line : line.prefix(79) + "…"
  }

  var trimmingSpaces: String {
    func isSpace(_ character: Character) -> Bool { character == " " || character == "\t" }
    let rest = drop(while: isSpace)
    let end = rest.lastIndex { !isSpace($0) }.map { rest.index(after: $0) } ?? rest.startIndex
    return String(rest[..<end])
  }
}
