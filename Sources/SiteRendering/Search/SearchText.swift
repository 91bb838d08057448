/// Extracts the visible text from the HTML of a lesson's body, section by section.
///
/// Tooltips repeat their values, and KaTeX sets a formula twice, visually and in MathML: only one copy
/// of each is read.
struct SearchText {
  private(set) var sections = [SearchSection(anchor: nil, heading: "", text: "")]

  private var rest: ArraySlice<UInt8>
  private var run: [UInt8] = []
  /// Whether the text being read belongs to a heading.
  private var isInHeading = false
  /// The element being skipped, and how many elements of its name are open in it.
  private var skipped: (name: ArraySlice<UInt8>, depth: Int)?

  /// Complexity: O(n) in the length of the HTML.
  init(_ html: String) {
    rest = Array(html.utf8)[...]
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
    let tag = rest[..<end].dropFirst()
    rest = rest[end...].dropFirst()
    let isClosing = tag.first == UInt8(ascii: "/")
    let name = tag.drop { $0 == UInt8(ascii: "/") }
      .prefix { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "\n") }
    if let skipped {
      guard name == skipped.name else { return }
      let depth = skipped.depth + (isClosing ? -1 : 1)
      self.skipped = depth == 0 ? nil : (skipped.name, depth)
    } else if !isClosing, Self.repetitions.contains(where: tag.starts) {
      skipped = (name, 1)
    } else {
      pass(name, of: tag, isClosing: isClosing)
    }
  }

  private mutating func pass(
    _ name: ArraySlice<UInt8>,
    of tag: ArraySlice<UInt8>,
    isClosing: Bool
  ) {
    if Self.headings.contains(where: name.elementsEqual) {
      endRun()
      isInHeading = !isClosing
      guard !isClosing else { return }
      let identifier = tag.dropFirst(name.count)
      let anchor =
        identifier.starts(with: Self.identifier)
        ? identifier.dropFirst(Self.identifier.count).prefix { $0 != UInt8(ascii: "\"") } : nil
      sections.append(
        SearchSection(
          anchor: anchor.map { String(decoding: $0, as: UTF8.self) },
          heading: "",
          text: ""
        )
      )
    } else if !Self.inline.contains(where: name.elementsEqual) || tag.starts(with: Self.row) {
      run.append(UInt8(ascii: " "))
    }
  }

  /// Adds the text read so far to the section, or to its heading while that is open.
  private mutating func endRun() {
    let text = String(decoding: run.inOneLine, as: UTF8.self).unescapedHTML
    run.removeAll(keepingCapacity: true)
    if isInHeading {
      sections[sections.count - 1].heading += text
    } else {
      sections[sections.count - 1].text += text
    }
  }

  private static let headings = ["h2", "h3"].map { Array($0.utf8) }
  private static let identifier = Array(" id=\"".utf8)
  /// A line of code, which separates words although its element does not.
  private static let row = Array("span class=\"row".utf8)

  /// The beginnings of the tags to skip.
  private static let repetitions = [
    "span class=\"katex-html\"", "span class=\"tip\"", "svg", "style", "script", "annotation",
    "a class=\"anchor\"", "ul class=\"types\"", "div class=\"copy\"",
  ].map { Array($0.utf8) }

  /// Elements that do not separate words.
  private static let inline = [
    "a", "abbr", "b", "code", "data", "del", "em", "i", "kbd", "mark", "math", "mi", "mn", "mo",
    "mrow", "msub", "msubsup", "msup", "mtext", "s", "samp", "semantics", "small", "span", "strong",
    "sub", "sup", "u", "var",
  ].map { Array($0.utf8) }
}

extension [UInt8] {
  /// The text with each run of whitespace as one space, and none at its ends.
  fileprivate var inOneLine: [UInt8] {
    var line: [UInt8] = []
    line.reserveCapacity(count)
    for byte in self {
      let isSpace = byte == UInt8(ascii: " ") || (0x09...0x0D).contains(byte)
      if !isSpace {
        line.append(byte)
      } else if let last = line.last, last != UInt8(ascii: " ") {
        line.append(UInt8(ascii: " "))
      }
    }
    if line.last == UInt8(ascii: " ") { line.removeLast() }
    return line
  }
}

extension String {
  /// The text with the character references of libcmark-gfm, KaTeX and the templates decoded.
  fileprivate var unescapedHTML: String {
    guard utf8.contains(UInt8(ascii: "&")) else { return self }
    var text = ""
    var rest = utf8[...]
    while let start = rest.firstIndex(of: UInt8(ascii: "&")) {
      text += Substring(rest[..<start])
      let known = Self.references.first { rest[start...].starts(with: $0.name.utf8) }
      text += known?.character ?? "&"
      rest = rest[rest.index(start, offsetBy: known?.name.utf8.count ?? 1)...]
    }
    return text + Substring(rest)
  }

  private static let references: [(name: String, character: String)] = [
    ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&"),
  ]
}
