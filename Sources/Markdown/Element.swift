package import Diagnostics

/// A piece of a document that a generator reads, checks or replaces.
package struct Element: Sendable {
  package enum Kind: Sendable {
    case heading(level: Int, content: [HeadingPiece])
    case codeBlock(CodeBlock)
    case code(CodeSpan)
    case tex(TeX)
    case link(destination: String, LinkText)
    case image(destination: String)
    /// A quotation; GitHub's alerts are quotations that begin with a marker such as `[!NOTE]`.
    case quotation(alert: AlertMarker?)
    case table
    case caption(Caption)
    case html(RawHTML)
  }

  package enum LinkText: Sendable {
    /// None, as in `[](#losses)`.
    case none
    /// The destination, as in `<doc:Losses>`.
    case destination
    case other
  }

  package let kind: Kind
  package let range: SourceRange

  /// The element with its positions mapped to another text.
  func placed(_ place: (SourcePosition) -> SourcePosition) -> Element {
    let kind: Kind =
      switch self.kind {
      case .codeBlock(let block): .codeBlock(block.placed(place))
      case .code(let span):
        .code(CodeSpan(text: span.text, positions: span.positions.map(place)))
      case .tex(let tex): .tex(tex.placed(place))
      case .html(let html): .html(html.placed(place))
      case .heading, .link, .image, .quotation, .table, .caption: self.kind
      }
    return Element(kind: kind, range: SourceRange(place(range.start), place(range.end)))
  }
}

/// A part of a heading's text, for a table of contents.
package enum HeadingPiece: Sendable, Equatable {
  case text(String)
  /// The code span, TeX or link without text that is the element at this index.
  case element(Int)
}

/// A code block, fenced or indented.
package struct CodeBlock: Sendable, Equatable {
  package struct Line: Sendable, Equatable {
    package let text: String
    /// The start of the text in the file, after indentation and the `>` of quotations.
    package let start: SourcePosition

    package init(text: String, start: SourcePosition) {
      self.text = text
      self.start = start
    }
  }

  /// The info string; `nil` for an indented block.
  package let info: String?
  /// The start of the info string in the file.
  package let infoStart: SourcePosition
  package let lines: [Line]
  /// Whether it is a fence that nothing closes: it ends with its container, or with the text.
  package let isUnclosed: Bool

  package var text: String { lines.map { $0.text + "\n" }.joined() }

  /// The block with other text in its lines.
  package func with(_ lines: [Line]) -> CodeBlock {
    CodeBlock(info: info, infoStart: infoStart, lines: lines, isUnclosed: isUnclosed)
  }

  fileprivate func placed(_ place: (SourcePosition) -> SourcePosition) -> CodeBlock {
    CodeBlock(
      info: info,
      infoStart: place(infoStart),
      lines: lines.map { Line(text: $0.text, start: place($0.start)) },
      isUnclosed: isUnclosed
    )
  }
}

/// Code in a line of prose.
package struct CodeSpan: Sendable, Equatable {
  package let text: String
  /// The position of each byte of the text in the file.
  package let positions: [SourcePosition]

  package var start: SourcePosition { positions.first ?? SourcePosition(line: 1, column: 1) }
}

/// A TeX formula, inline or displayed.
package struct TeX: Sendable, Equatable {
  package let source: String
  package let isDisplay: Bool
  /// The name of a formula that is numbered.
  package let identifier: String?
  /// The position of each byte of the source in the file.
  package let positions: [SourcePosition]

  package var start: SourcePosition { positions.first ?? SourcePosition(line: 1, column: 1) }

  /// The position in the file of a UTF-8 offset in the source; an offset past the end gets the last position.
  package func position(ofOffset offset: Int) -> SourcePosition {
    guard offset < positions.count else { return positions.last ?? start }
    return positions[offset]
  }

  fileprivate func placed(_ place: (SourcePosition) -> SourcePosition) -> TeX {
    TeX(
      source: source,
      isDisplay: isDisplay,
      identifier: identifier,
      positions: positions.map(place)
    )
  }
}
