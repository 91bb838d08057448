package import Diagnostics

/// A piece of a document that a generator reads, checks or replaces.
package struct Element: Sendable {
  package enum Kind: Sendable {
    case heading(level: Int, content: [HeadingPiece])
    case codeBlock(CodeBlock)
    case code(CodeSpan)
    case tex(TeX)
    /// A link; an empty one has no text, as in `[](#losses)`.
    case link(destination: String, isEmpty: Bool)
    case image(destination: String)
    /// A quotation; GitHub's alerts are quotations that begin with a marker such as `[!NOTE]`.
    case quotation(alert: AlertMarker?)
    case table
    case caption(Caption)
    case html(RawHTML)
  }

  package let kind: Kind
  package let range: SourceRange

  /// The element with its places in another text.
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

/// A part of a heading's text, as a table of contents needs it.
package enum HeadingPiece: Sendable, Equatable {
  case text(String)
  /// The code span, the TeX or the link without a text that is the element of this index.
  case element(Int)
}

/// A code block, fenced or indented.
package struct CodeBlock: Sendable, Equatable {
  package struct Line: Sendable, Equatable {
    package let text: String
    /// Where the text begins in the file: behind indentation and the marks of quotations.
    package let start: SourcePosition

    package init(text: String, start: SourcePosition) {
      self.text = text
      self.start = start
    }
  }

  /// The info string; `nil` for an indented block.
  package let info: String?
  /// Where the info string begins in the file.
  package let infoStart: SourcePosition
  package let lines: [Line]

  package var text: String { lines.map { $0.text + "\n" }.joined() }

  fileprivate func placed(_ place: (SourcePosition) -> SourcePosition) -> CodeBlock {
    CodeBlock(
      info: info,
      infoStart: place(infoStart),
      lines: lines.map { Line(text: $0.text, start: place($0.start)) }
    )
  }
}

/// Code in a line of prose.
package struct CodeSpan: Sendable, Equatable {
  package let text: String
  /// Where each byte of the text stands in the file.
  package let positions: [SourcePosition]

  package var start: SourcePosition { positions.first ?? SourcePosition(line: 1, column: 1) }
}

/// A formula in TeX, in a line of prose or displayed.
package struct TeX: Sendable, Equatable {
  package let source: String
  package let isDisplay: Bool
  /// The name of a formula that is to be numbered.
  package let identifier: String?
  /// Where each byte of the source stands in the file.
  package let positions: [SourcePosition]

  package var start: SourcePosition { positions.first ?? SourcePosition(line: 1, column: 1) }

  /// The place in the file of a UTF-8 offset in the source; one past its end is that of the end.
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

/// The marker that makes a quotation an alert: `[!NOTE]`, `[!WARNING]-`, `[!TIP]- Answer`.
package struct AlertMarker: Sendable, Equatable {
  package enum Kind: String, CaseIterable, Sendable {
    case note, tip, important, warning, caution
  }

  package let kind: Kind
  /// Whether the alert starts folded (a `-` after the marker).
  package let isFolded: Bool
  /// What a folded alert is called instead of its kind: the text behind the `-`.
  package let title: String?

  /// Reads a line; `nil` where it is no marker.
  init?(_ line: some StringProtocol) {
    guard line.hasPrefix("[!"), let close = line.firstIndex(of: "]") else { return nil }
    let name = line[line.index(line.startIndex, offsetBy: 2)..<close]
    let rest = line[close...].dropFirst()
    guard let kind = Kind(rawValue: name.lowercased()),
      rest.isEmpty || rest == "-" || rest.hasPrefix("- ")
    else { return nil }
    let title = rest.dropFirst().drop { $0 == " " }
    self.kind = kind
    self.isFolded = rest.first == "-"
    self.title = title.isEmpty ? nil : String(title)
  }
}

/// What stands in place of an element.
package enum Replacement: Sendable, Equatable {
  /// HTML instead of the element and all in it.
  case html(String)
  /// HTML in a line of prose; its text alone where there can be no HTML: in what describes an image.
  case inline(html: String, text: String)
  /// As `inline`; no line may end between it and the punctuation right behind it.
  case unbroken(html: String, text: String)
  /// The heading, with an identifier and a trailing link to itself.
  case anchor(identifier: String)
  /// The link or image, with another destination.
  case destination(String)
  /// The caption between a label and a piece of HTML, without its noun and its name; what it names
  /// stands behind an opening.
  case caption(opening: String, label: String, closing: String)
  /// The element's own HTML between two pieces of HTML.
  case framed(opening: String, closing: String)
  /// The quotation's content without its marker, between two pieces of HTML.
  case wrapped(opening: String, closing: String)
}
