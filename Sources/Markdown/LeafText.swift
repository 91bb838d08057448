import Diagnostics

/// The bytes of a paragraph, heading or table row, without the markers of the blocks around it, each
/// with its position in the file.
struct LeafText {
  private(set) var bytes: [UInt8] = []
  private(set) var positions: [SourcePosition] = []
  /// Whether the text is a table row, in which an unescaped `|` ends the cell and any markup still open.
  let isTableRow: Bool

  init(of node: CMarkNode, in file: SourceFile) {
    isTableRow = node.isTableRow
    let depth = node.quotationDepth
    for number in node.startLine...max(node.startLine, node.endLine) {
      let line = Array(file.line(number).utf8)
      let isFirst = number == node.startLine
      // A line's markers: indentation, and a `>` for each quotation around it.
      var start = isFirst && !isTableRow ? min(node.startColumn - 1, line.count) : 0
      var quotations = isFirst ? 0 : depth
      while start < line.count {
        if line[start] == UInt8(ascii: ">"), quotations > 0 {
          quotations -= 1
        } else if line[start] != UInt8(ascii: " "), line[start] != UInt8(ascii: "\t") {
          break
        }
        start += 1
      }
      if !isFirst { append(UInt8(ascii: "\n"), SourcePosition(line: number, column: 1)) }
      for column in start..<max(start, line.count) {
        append(line[column], SourcePosition(line: number, column: column + 1))
      }
    }
  }

  private mutating func append(_ byte: UInt8, _ position: SourcePosition) {
    bytes.append(byte)
    positions.append(position)
  }
}
