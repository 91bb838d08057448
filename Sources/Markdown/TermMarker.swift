import Basics
private import CCMarkGFM

/// Marks the first use of each term in the prose of a tree: in paragraphs and lists, but not in
/// headings, tables, captions or links.
struct TermMarker {
  private struct Name {
    let bytes: [UInt8]
    let term: Int
  }

  private let terms: [Term]
  /// The names of the terms not yet found, by their first byte; longest first.
  private var names: [UInt8: [Name]]

  init(_ terms: [Term]) {
    self.terms = terms
    let names = terms.enumerated().flatMap { index, term in
      term.names.map { Name(bytes: Array($0.lowercased().utf8), term: index) }
    }
    self.names = Dictionary(
      grouping: names.filter { !$0.bytes.isEmpty }.sorted { $0.bytes.count > $1.bytes.count },
      by: \.bytes[0]
    )
  }

  /// Complexity: O(n·m) for prose of length n and m names that begin alike.
  mutating func mark(in tree: CMarkTree) {
    for node in tree.nodes() where node.type == CMARK_NODE_TEXT && node.isPlainProse {
      mark(in: node)
    }
  }

  private mutating func mark(in node: CMarkNode) {
    var rest = node
    while !names.isEmpty, let found = firstUse(in: Array(rest.literal.utf8)) {
      for (first, all) in names {
        let others = all.filter { $0.term != found.term }
        names[first] = others.isEmpty ? nil : others
      }
      rest = rest.split(at: found.range, terms[found.term])
    }
  }

  private func firstUse(in text: [UInt8]) -> (range: Range<Int>, term: Int)? {
    var isInWord = false
    for start in text.indices {
      defer { isInWord = text[start].isInWord }
      guard !isInWord, let candidates = names[text[start].lowercased] else { continue }
      for name in candidates {
        let end = start + name.bytes.count
        guard end <= text.count, end == text.count || !text[end].isInWord,
          zip(text[start..<end], name.bytes).allSatisfy({ $0.lowercased == $1 })
        else { continue }
        return (start..<end, name.term)
      }
    }
    return nil
  }
}

extension UInt8 {
  /// A hyphen joins two words into one, and all non-ASCII letters count as part of a word.
  fileprivate var isInWord: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), 0x80...:
      true
    default: false
    }
  }

  fileprivate var lowercased: UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) ? self + 32 : self
  }
}

extension CMarkNode {
  fileprivate var isPlainProse: Bool {
    guard !mayMakeAlert else { return false }
    return !sequence(first: self, next: \.parent).contains { node in
      switch node.type {
      case CMARK_NODE_HEADING, CMARK_NODE_LINK, CMARK_NODE_IMAGE: true
      case CMARK_NODE_PARAGRAPH: CMarkCaption(node) != nil
      default: node.isTable
      }
    }
  }

  /// Whether the text is in the first line of a quotation, where an alert has its marker and title.
  private var mayMakeAlert: Bool {
    guard let paragraph = parent, paragraph.previous == nil,
      paragraph.parent?.type == CMARK_NODE_BLOCK_QUOTE,
      paragraph.firstChild?.literal.hasPrefix("[") ?? false
    else { return false }
    return !sequence(first: self, next: \.previous).contains {
      $0.type == CMARK_NODE_SOFTBREAK || $0.type == CMARK_NODE_LINEBREAK
    }
  }

  /// Splits a text in three, with a term's HTML around the middle part; returns the last.
  fileprivate func split(at range: Range<Int>, _ term: Term) -> CMarkNode {
    let bytes = Array(literal.utf8)
    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
    let used = text(range).escapedHTML
    guard let middle = cmark_node_new(CMARK_NODE_HTML_INLINE),
      cmark_node_set_literal(middle, term.opening + used + term.closing) == 1,
      let last = cmark_node_new(CMARK_NODE_TEXT),
      cmark_node_set_literal(last, text(range.upperBound..<bytes.count)) == 1,
      cmark_node_set_literal(pointer, text(0..<range.lowerBound)) == 1,
      cmark_node_insert_after(pointer, middle) == 1, cmark_node_insert_after(middle, last) == 1
    else { preconditionFailure("libcmark-gfm refuses to part a text") }
    return CMarkNode(last)
  }
}
