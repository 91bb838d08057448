private import Diagnostics
package import Markdown
package import SwiftReading

/// The parsed code of a cell or an inline expression.
package struct UnitCode: Sendable {
  package let lines: [CodeBlock.Line]
  /// The lines, joined by line feeds.
  package let source: SwiftSource
  /// The promises its author makes in comments, in order.
  package let promises: [ResultComment]

  /// Complexity: O(n) in the length of the code.
  package init(_ lines: [CodeBlock.Line]) {
    self.lines = lines
    source = SwiftSource(lines.map(\.text).joined(separator: "\n"))
    promises = ResultComment.promises(in: source)
  }

  /// The offset in the code of a place: lines from 0, columns in UTF-8 bytes of the file from 1;
  /// `nil` for a place outside the code.
  package func offset(line: Int, column: Int) -> Int? {
    guard lines.indices.contains(line) else { return nil }
    let own = column - lines[line].start.column
    return (0...lines[line].text.utf8.count).contains(own) ? source.lineStarts[line] + own : nil
  }

  /// The column in the file of an offset in the code.
  package func column(of offset: Int) -> Int {
    let line = source.line(of: offset)
    let start = lines.indices.contains(line) ? lines[line].start.column : 1
    return start + offset - source.lineStarts[line]
  }

  /// The line in the file of an offset in the code.
  package func lineNumber(of offset: Int) -> Int {
    let line = source.line(of: offset)
    return lines.indices.contains(line) ? lines[line].start.line : 1
  }

  /// The place of a value with this range of the code.
  package func place(of range: Range<Int>) -> ObservedValue.Place {
    ObservedValue.Place(
      startLine: source.line(of: range.lowerBound),
      startColumn: column(of: range.lowerBound),
      endLine: source.line(of: range.upperBound),
      endColumn: column(of: range.upperBound)
    )
  }

  /// The range of the code at a value's place; `nil` if it is not in this code.
  package func range(of place: ObservedValue.Place) -> Range<Int>? {
    guard let start = offset(line: place.startLine, column: place.startColumn),
      let end = offset(line: place.endLine, column: place.endColumn), start <= end
    else { return nil }
    return start..<end
  }

  /// The modules it imports.
  package var imports: [ImportedModule] { ImportedModule.imports(in: source) }
}

/// An `import` declaration.
package struct ImportedModule: Sendable, Hashable {
  /// The module's name: `Foundation` for `import struct Foundation.Date`.
  package let name: String
  package let isTestable: Bool
  /// The declaration as its author wrote it.
  package let text: String

  static func imports(in source: SwiftSource) -> [ImportedModule] {
    source.statements.compactMap { statement in
      guard statement.kind == .declaration(.import) else { return nil }
      let words = source.tokens[statement.tokens].filter { !$0.kind.isComment }
        .map { (token: $0, text: source.text(of: $0)) }
      guard let keyword = words.firstIndex(where: { $0.text == "import" }) else { return nil }
      let kinds: Set = ["struct", "class", "enum", "protocol", "typealias", "func", "let", "var"]
      guard let name = words[(keyword + 1)...].first(where: { !kinds.contains($0.text) }) else {
        return nil
      }
      return ImportedModule(
        name: name.text,
        isTestable: words[..<keyword].contains { $0.text == "testable" },
        text: source.text(in: statement.range)
      )
    }
  }
}
