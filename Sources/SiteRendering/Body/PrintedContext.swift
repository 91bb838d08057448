import Diagnostics
import Mustache

/// A cell's printed output: the end of long output is folded, and very long output is also abridged.
struct PrintedContext: Sendable {
  struct Rest: Sendable {
    /// The amount, such as `12 more lines`.
    let size: String
    let lineCount: Int
    let part: PrintedPart
  }

  let beginning: PrintedPart
  let rest: Rest?
  /// Whether some of the text runs from right to left.
  let needsIsolation: Bool

  /// Output is folded only above this many lines, so that a few extra lines are not hidden.
  private static let lineLimit = 20
  private static let shownLineCount = 12
  /// Limits in bytes: what is shown, when to fold, and the beginning and end of the folded rest.
  private static let shownLimit = 1_500
  private static let foldedFrom = 4_000
  private static let restHead = 18_000
  private static let restTail = 6_000

  /// Complexity: O(n) in the length of the text.
  init(_ printed: PrintedText) {
    let utf8 = printed.text.utf8
    let feeds = utf8.indices.filter { utf8[$0] == UInt8(ascii: "\n") }
    let count = printed.text.hasSuffix("\n") ? feeds.count : feeds.count + 1
    var end = utf8.count
    if count > Self.lineLimit {
      end = utf8.distance(from: utf8.startIndex, to: feeds[Self.shownLineCount - 1]) + 1
    }
    if end > Self.foldedFrom { end = printed.text.boundary(before: Self.shownLimit) }
    needsIsolation = PrintedText.needsIsolation(printed.text)
    beginning = PrintedPart(printed, 0..<end)
    guard end < utf8.count else {
      rest = nil
      return
    }
    let restEnd = utf8.index(utf8.startIndex, offsetBy: end)
    let isAtLineEnd = beginning.text.hasSuffix("\n")
    let left = count - feeds.prefix { $0 < restEnd }.count
    let size =
      isAtLineEnd
      ? "\(left) more lines" : "\(printed.text.unicodeScalars[restEnd...].count) more characters"
    rest = Rest(size: size, lineCount: left, part: Self.rest(of: printed, from: end))
  }

  private static func rest(of printed: PrintedText, from start: Int) -> PrintedPart {
    let count = printed.text.utf8.count
    guard count - start > restHead + restTail + 1_000 else {
      return PrintedPart(printed, start..<count)
    }
    let headEnd = printed.text.boundary(before: start + restHead)
    let tailStart = printed.text.boundary(before: count - restTail)
    var part = PrintedPart(printed, start..<headEnd)
    part.append("\n⋯ \(tailStart - headEnd) bytes are left out here ⋯\n")
    part.append(PrintedPart(printed, tailStart..<count))
    return part
  }
}

/// A part of a printed text.
struct PrintedPart: Sendable {
  struct Span: Sendable {
    /// The span's class names; `nil` if it is unstyled.
    let style: String?
    let text: String
  }

  /// The text without styles.
  private(set) var text: String
  private(set) var spans: [Span]

  /// A part with more styled spans than this is shown without styles.
  private static let spanLimit = 600

  init(_ printed: PrintedText, _ range: Range<Int>) {
    let bytes = printed.text.utf8
    func text(_ range: Range<Int>) -> String {
      let start = bytes.index(bytes.startIndex, offsetBy: range.lowerBound)
      return String(printed.text[start..<bytes.index(start, offsetBy: range.count)])
    }
    self.text = text(range)
    let styled = printed.spans.filter { $0.range.overlaps(range) }
    guard styled.count <= Self.spanLimit else {
      spans = [Span(style: nil, text: self.text)]
      return
    }
    var spans: [Span] = []
    var start = range.lowerBound
    for span in styled {
      let part = span.range.clamped(to: range)
      if start < part.lowerBound {
        spans.append(Span(style: nil, text: text(start..<part.lowerBound)))
      }
      spans.append(Span(style: span.style.classes, text: text(part)))
      start = part.upperBound
    }
    if start < range.upperBound {
      spans.append(Span(style: nil, text: text(start..<range.upperBound)))
    }
    self.spans = spans
  }

  mutating func append(_ text: String) {
    self.text += text
    spans.append(Span(style: nil, text: text))
  }

  mutating func append(_ other: PrintedPart) {
    text += other.text
    spans += other.spans
  }
}

extension String {
  /// The last offset, at most `count`, at which a Unicode scalar begins.
  fileprivate func boundary(before count: Int) -> Int {
    var index = utf8.index(utf8.startIndex, offsetBy: count)
    while index > startIndex, index < endIndex, index.samePosition(in: unicodeScalars) == nil {
      utf8.formIndex(before: &index)
    }
    return utf8.distance(from: utf8.startIndex, to: index)
  }
}

extension PrintedContext: MustacheParent {
  func child(named name: String) -> Any? {
    switch name {
    case "beginning": beginning.text
    case "spans": beginning.spans
    case "rest": rest
    case "isIsolated": needsIsolation
    default: nil
    }
  }
}

extension PrintedContext.Rest: MustacheParent {
  func child(named name: String) -> Any? {
    switch name {
    case "size": size
    case "lineCount": lineCount
    case "text": part.text
    case "spans": part.spans
    default: nil
    }
  }
}

extension PrintedPart.Span: MustacheParent {
  func child(named name: String) -> Any? {
    switch name {
    case "style": style
    case "text": text
    default: nil
    }
  }
}
