/// Reads what a reader sees out of the HTML of a lesson's body, section by section.
///
/// Tooltips repeat the values that they belong to, and KaTeX sets a formula twice, for the eye and in
/// MathML: of each, one is read.
struct SearchText {
  private(set) var sections = [SearchSection(anchor: nil, heading: "", text: "")]

  private var rest: Substring.UTF8View
  private var run: [UInt8] = []
  /// The heading that is being read.
  private var openHeading: Substring?
  /// The element that is passed over, and how many of its name are open in it.
  private var skipped: (name: Substring, depth: Int)?

  /// Complexity: O(n) in the length of the HTML.
  init(_ html: String) {
    rest = Substring(html).utf8
    while let byte = rest.first {
      if byte == UInt8(ascii: "<") {
        readTag()
      } else {
        readText()
      }
    }
    endRun()
    sections.removeAll { $0.heading.isEmpty && $0.text.isEmpty }
  }

  private mutating func readText() {
    let end = rest.firstIndex(of: UInt8(ascii: "<")) ?? rest.endIndex
    if skipped == nil { run += rest[..<end] }
    rest = rest[end...]
  }

  private mutating func readTag() {
    let end = rest.firstIndex(of: UInt8(ascii: ">")) ?? rest.endIndex
    let tag = Substring(rest[..<end].dropFirst())
    rest = rest[end...].dropFirst()
    let isClosing = tag.utf8.first == UInt8(ascii: "/")
    let name = tag.utf8.drop { $0 == UInt8(ascii: "/") }
      .prefix { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "\n") }
    if let skipped {
      guard name.elementsEqual(skipped.name.utf8) else { return }
      let depth = skipped.depth + (isClosing ? -1 : 1)
      self.skipped = depth == 0 ? nil : (skipped.name, depth)
    } else if !isClosing, Self.isRepetition(tag) {
      skipped = (Substring(name), 1)
    } else {
      pass(Substring(name), of: tag, isClosing: isClosing)
    }
  }

  private mutating func pass(_ name: Substring, of tag: Substring, isClosing: Bool) {
    if name == "h2" || name == "h3" {
      endRun()
      openHeading = isClosing ? nil : name
      guard !isClosing else { return }
      let anchor = tag.firstRange(of: "id=\"").map { tag[$0.upperBound...].prefix { $0 != "\"" } }
      sections.append(
        SearchSection(anchor: anchor.map(String.init), heading: "", text: "")
      )
    } else if !Self.inline.contains(name) || tag.hasPrefix("span class=\"row") {
      run.append(UInt8(ascii: " "))
    }
  }

  /// Adds what has been read to the section: to its heading while that is open.
  private mutating func endRun() {
    let text = String(decoding: run, as: UTF8.self).unescapedHTML
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    run.removeAll(keepingCapacity: true)
    if openHeading == nil {
      sections[sections.count - 1].text += text
    } else {
      sections[sections.count - 1].heading += text
    }
  }

  private static func isRepetition(_ tag: Substring) -> Bool {
    switch tag.utf8.first {
    case UInt8(ascii: "s"):
      tag.hasPrefix("span class=\"katex-html\"") || tag.hasPrefix("span class=\"tip\"")
        || tag.hasPrefix("svg") || tag.hasPrefix("style") || tag.hasPrefix("script")
    case UInt8(ascii: "a"):
      tag.hasPrefix("annotation") || tag.contains("class=\"anchor\"")
    default: false
    }
  }

  /// Elements that part no words.
  private static let inline: Set<Substring> = [
    "a", "abbr", "b", "code", "data", "del", "em", "i", "kbd", "mark", "math", "mi", "mn", "mo",
    "mrow", "msub", "msubsup", "msup", "mtext", "s", "samp", "semantics", "small", "span", "strong",
    "sub", "sup", "u", "var",
  ]
}

extension String {
  /// With the characters for which libcmark-gfm, KaTeX and the templates write references.
  fileprivate var unescapedHTML: String {
    guard utf8.contains(UInt8(ascii: "&")) else { return self }
    return [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
      .reduce(self) { $0.replacing($1.0, with: $1.1) }
  }
}
