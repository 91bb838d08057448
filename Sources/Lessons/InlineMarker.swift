import Diagnostics
import Markdown

/// The start of an inline expression: `{swift}`, or `{swift .KL}` if it is a value of a quantity.
struct InlineMarker {
  /// The marker with its braces.
  let text: Substring
  let quantity: Placed<String>?

  /// `nil` if a code span is not an inline expression.
  init?(_ span: CodeSpan, in file: SourceFile) {
    guard span.text.hasPrefix("{swift"),
      let match = span.text.prefixMatch(of: /{swift(?: \.([^\s{}]+))?}(?= |$)/)
    else { return nil }
    text = match.output.0
    quantity = match.output.1.map { name in
      let offset = span.text.utf8.distance(from: span.text.startIndex, to: name.startIndex)
      let start = span.positions[offset]
      let range = SourceRange(line: start.line, column: start.column, length: name.utf8.count)
      return Placed(value: String(name), location: file.location(range))
    }
  }
}

extension InlineExpression {
  /// The expression of a code span such as `` `{swift} 2 * kl` ``.
  init(_ span: CodeSpan, behind marker: InlineMarker, element: Int) {
    let source = span.text.dropFirst(marker.text.count).drop { $0 == " " }
    let offset = span.text.utf8.count - source.utf8.count
    self.init(
      element: element,
      quantity: marker.quantity,
      source: String(source),
      lines: Self.lines(Array(source.utf8), span.positions.dropFirst(offset))
    )
  }

  /// A text of prose, split into its lines in the file; the space that represents a line end is left out.
  private static func lines(
    _ bytes: [UInt8],
    _ positions: ArraySlice<SourcePosition>
  ) -> [CodeBlock.Line] {
    var lines: [(bytes: [UInt8], start: SourcePosition)] = []
    for (byte, position) in zip(bytes, positions) {
      if let last = lines.last, last.start.line == position.line {
        lines[lines.count - 1].bytes.append(byte)
      } else if byte != UInt8(ascii: " ") {
        lines.append(([byte], position))
      }
    }
    return lines.map {
      CodeBlock.Line(text: String(decoding: $0.bytes, as: UTF8.self), start: $0.start)
    }
  }
}
