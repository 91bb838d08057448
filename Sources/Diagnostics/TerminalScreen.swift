/// A terminal's view of a text, line by line.
struct TerminalScreen {
  /// A cell of a line: a character and its combining characters.
  private struct Cell {
    var text: String.UnicodeScalarView
    var style: TextStyle
  }

  private var text = ""
  private var spans: [PrintedText.Span] = []
  private var length = 0
  private var line: [Cell] = []
  private var column = 0
  private var style = TextStyle()

  /// Complexity: O(n) in the length of the text.
  mutating func write(_ scalars: String.UnicodeScalarView) {
    var rest = Substring.UnicodeScalarView(scalars)
    while let scalar = rest.first {
      switch EscapeSequence(at: &rest) {
      case .style(let codes): style.apply(codes)
      case .erasesLine(let part): eraseLine(part)
      case .other: break
      case .some(.none): put("␛")
      case nil:
        rest.removeFirst()
        write(scalar)
      }
    }
  }

  private mutating func write(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "\n":
      endLine()
      append("\n", TextStyle())
    case "\r": column = 0
    case "\u{8}": column = max(0, column - 1)
    default: put(scalar.shown)
    }
  }

  private mutating func put(_ scalar: Unicode.Scalar) {
    if column > 0, column <= line.count, combines(scalar, with: line[column - 1].text.last) {
      line[column - 1].text.append(scalar)
      return
    }
    let cell = Cell(text: String.UnicodeScalarView([scalar]), style: style)
    // The rest of the line may have been erased before the cursor.
    while line.count < column { line.append(Cell(text: .init([" "]), style: TextStyle())) }
    if column < line.count {
      line[column] = cell
    } else {
      line.append(cell)
    }
    column += 1
  }

  private func combines(_ scalar: Unicode.Scalar, with last: Unicode.Scalar?) -> Bool {
    guard !scalar.isASCII else { return false }
    return scalar.properties.isGraphemeExtend || scalar == "\u{200D}" || last == "\u{200D}"
      || scalar.properties.isEmojiModifier
  }

  private mutating func eraseLine(_ part: Int) {
    switch part {
    case 0: line.removeSubrange(min(column, line.count)...)
    case 1:
      for index in 0..<min(column + 1, line.count) {
        line[index] = Cell(text: .init([" "]), style: TextStyle())
      }
    case 2: line = []
    default: break
    }
  }

  private mutating func endLine() {
    for cell in line { append(String(cell.text), cell.style) }
    line.removeAll(keepingCapacity: true)
    column = 0
  }

  private mutating func append(_ part: String, _ style: TextStyle) {
    text += part
    let start = length
    length += part.utf8.count
    guard style != TextStyle() else { return }
    if let last = spans.last, last.style == style, last.range.upperBound == start {
      spans[spans.count - 1] = PrintedText.Span(
        range: last.range.lowerBound..<length,
        style: style
      )
    } else {
      spans.append(PrintedText.Span(range: start..<length, style: style))
    }
  }

  mutating func finish() -> PrintedText {
    endLine()
    return PrintedText(text: text, spans: spans)
  }
}
