import Diagnostics

/// Inline code or TeX with its exact position, which libcmark-gfm does not keep.
struct InlineSpan: Equatable {
  enum Kind: Equatable {
    case code
    /// The runs of dollars around it become backticks of the same length, so that no Markdown is read inside.
    case tex(isDisplay: Bool, dollars: [Dollars])
  }

  struct Dollars: Equatable {
    let position: SourcePosition
    let count: Int
  }

  let kind: Kind
  /// The text, normalized as in a code span: line ends become spaces, and one space is removed from
  /// both ends.
  let text: String
  /// The position of each byte of the text in the file.
  let positions: [SourcePosition]
  /// The end of its closing delimiter.
  let end: SourcePosition
}

/// Finds the code spans of a leaf block as CommonMark does, and TeX: `$…$`, `$$…$$`, ``$`…`$``.
///
/// A dollar opens TeX if no letter or digit precedes it and no space follows; the next dollar closes
/// it if no space precedes it and no letter or digit follows. So prices are left alone.
struct SpanScanner {
  private let leaf: LeafText
  private var index = 0
  private var spans: [InlineSpan] = []

  /// Complexity: O(n) in the length of the text, O(n²) for n runs of unmatched backticks.
  static func spans(in leaf: LeafText) -> [InlineSpan] {
    var scanner = SpanScanner(leaf)
    scanner.scan()
    return scanner.spans
  }

  private init(_ leaf: LeafText) {
    self.leaf = leaf
  }

  private var bytes: [UInt8] { leaf.bytes }

  private mutating func scan() {
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\\"): index += 2
      case UInt8(ascii: "<"): index = tagEnd(from: index) ?? index + 1
      case UInt8(ascii: "`"): scanCode()
      case UInt8(ascii: "$"): scanTeX()
      default: index += 1
      }
    }
  }

  private mutating func scanCode() {
    let count = runLength(at: index)
    guard let close = closingRun(of: count, from: index + count) else {
      index += count
      return
    }
    append(.code, content: index + count..<close, whole: index..<close + count)
  }

  private mutating func scanTeX() {
    let start = index
    let count = runLength(at: start)
    index += count
    guard count <= 2, start == 0 || !bytes[start - 1].isAlphanumeric, index < bytes.count else {
      return
    }
    if count == 1, bytes[index] == UInt8(ascii: "`") { return scanGitHubTeX(from: start) }
    guard let close = closingDollars(count, from: index) else { return }
    append(
      .tex(isDisplay: count == 2, dollars: dollars([start, close], count: count)),
      content: start + count..<close,
      whole: start..<close + count
    )
  }

  /// Scans ``$`…`$``; if it is not TeX, the backticks are read again, as code.
  private mutating func scanGitHubTeX(from start: Int) {
    let count = runLength(at: start + 1)
    guard let close = closingRun(of: count, from: start + 1 + count),
      close + count < bytes.count, bytes[close + count] == UInt8(ascii: "$")
    else { return }
    append(
      .tex(isDisplay: false, dollars: dollars([start, close + count], count: 1)),
      content: start + 1 + count..<close,
      whole: start..<close + count + 1
    )
  }

  private func dollars(_ indices: [Int], count: Int) -> [InlineSpan.Dollars] {
    indices.map { InlineSpan.Dollars(position: leaf.positions[$0], count: count) }
  }

  private mutating func append(_ kind: InlineSpan.Kind, content: Range<Int>, whole: Range<Int>) {
    let space = UInt8(ascii: " ")
    var kept = Array(content)
    if leaf.isTableRow {
      // A bar that does not end a cell is escaped with a backslash, which is removed.
      kept.removeAll { index in
        bytes[index] == UInt8(ascii: "\\") && content.contains(index + 1)
          && bytes[index + 1] == UInt8(ascii: "|")
      }
    }
    func byte(_ index: Int) -> UInt8 { bytes[index] == UInt8(ascii: "\n") ? space : bytes[index] }
    if kept.count > 1, let first = kept.first, let last = kept.last, byte(first) == space,
      byte(last) == space, kept.contains(where: { byte($0) != space })
    {
      kept.removeFirst()
      kept.removeLast()
    }
    spans.append(
      InlineSpan(
        kind: kind,
        text: String(decoding: kept.map(byte), as: UTF8.self),
        positions: kept.map { leaf.positions[$0] },
        end: leaf.positions[whole.upperBound - 1]
      )
    )
    index = whole.upperBound
  }

  private func runLength(at start: Int) -> Int {
    bytes[start...].prefix { $0 == bytes[start] }.count
  }

  /// The start of the next run of exactly `count` backticks, within the current table cell.
  private func closingRun(of count: Int, from start: Int) -> Int? {
    var index = start
    while index < bytes.count, !endsCell(index) {
      guard bytes[index] == UInt8(ascii: "`") else {
        index += 1
        continue
      }
      let length = runLength(at: index)
      if length == count { return index }
      index += length
    }
    return nil
  }

  private func closingDollars(_ count: Int, from start: Int) -> Int? {
    let isInline = count == 1
    if isInline, bytes[start].isWhiteSpace { return nil }
    var index = start
    while index < bytes.count, !endsCell(index), bytes[index] != UInt8(ascii: "`") {
      if bytes[index] == UInt8(ascii: "\\") {
        index += 2
        continue
      }
      guard bytes[index] == UInt8(ascii: "$") else {
        index += 1
        continue
      }
      let end = index + count
      guard runLength(at: index) == count, index > start,
        !isInline || !bytes[index - 1].isWhiteSpace,
        end >= bytes.count || !bytes[end].isAlphanumeric
      else { return nil }
      return index
    }
    return nil
  }

  /// Whether there is an unescaped table bar here.
  private func endsCell(_ index: Int) -> Bool {
    leaf.isTableRow && bytes[index] == UInt8(ascii: "|")
      && (index == 0 || bytes[index - 1] != UInt8(ascii: "\\"))
  }

  /// The end of the HTML tag or autolink that starts at an index; it contains neither code nor TeX.
  private func tagEnd(from start: Int) -> Int? {
    guard start + 1 < bytes.count,
      bytes[start + 1].isAlphanumeric || "/!?".utf8.contains(bytes[start + 1])
    else { return nil }
    var quote: UInt8?
    for index in (start + 1)..<bytes.count {
      switch bytes[index] {
      case let byte where byte == quote: quote = nil
      case UInt8(ascii: "\""), UInt8(ascii: "'"): quote = quote ?? bytes[index]
      case UInt8(ascii: ">") where quote == nil: return index + 1
      case UInt8(ascii: "<") where quote == nil: return nil
      default: break
      }
    }
    return nil
  }
}

extension UInt8 {
  fileprivate var isAlphanumeric: Bool {
    (self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9"))
      || (self | 0x20 >= UInt8(ascii: "a") && self | 0x20 <= UInt8(ascii: "z"))
  }

  fileprivate var isWhiteSpace: Bool {
    self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") || self == UInt8(ascii: "\n")
  }
}
