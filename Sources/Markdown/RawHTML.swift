import Basics
package import Diagnostics

/// HTML in the Markdown: an inline tag or a block.
package struct RawHTML: Sendable, Equatable {
  /// An attribute that refers to something, `href` or `src`.
  package struct Reference: Sendable, Equatable {
    package let destination: String
    package let range: SourceRange
    /// The range of the value in the text, in UTF-8 bytes.
    fileprivate let bytes: Range<Int>
  }

  package let references: [Reference]
  /// The values of its `id` attributes.
  package let identifiers: [String]
  private let text: String

  /// Reads the attributes of the tags; comments, scripts and style sheets are skipped. `range`
  /// returns the place of a value that begins on a line of the text, counted from 0.
  ///
  /// Complexity: O(n) in the length of the text.
  init(_ text: String, range: (_ value: Substring, _ line: Int) -> SourceRange) {
    var references: [Reference] = []
    var identifiers: [String] = []
    for tag in text.matches(of: Self.tag) {
      guard let attributes = tag.output.attributes else { continue }
      for attribute in attributes.matches(of: Self.attribute) {
        let (_, name, quoted, singlyQuoted, bare) = attribute.output
        guard let value = quoted ?? singlyQuoted ?? bare else { continue }
        switch name.lowercased() {
        case "id": identifiers.append(String(value))
        case "href", "src":
          references.append(Self.reference(to: value, in: text, range))
        default: continue
        }
      }
    }
    self.text = text
    self.references = references
    self.identifiers = identifiers
  }

  private static func reference(
    to value: Substring,
    in text: String,
    _ range: (_ value: Substring, _ line: Int) -> SourceRange
  ) -> Reference {
    let before = text[..<value.startIndex].utf8
    return Reference(
      destination: String(value).replacing("&amp;", with: "&"),
      range: range(value, before.count { $0 == UInt8(ascii: "\n") }),
      bytes: before.count..<(before.count + value.utf8.count)
    )
  }

  private init(_ text: String, _ references: [Reference], _ identifiers: [String]) {
    self.text = text
    self.references = references
    self.identifiers = identifiers
  }

  /// The HTML with new destinations, by the index of their reference.
  package func replacing(_ destinations: [Int: String]) -> String {
    var bytes = Array(text.utf8)
    for (index, destination) in destinations.sorted(by: { $0.key > $1.key }) {
      bytes.replaceSubrange(references[index].bytes, with: destination.escapedHTML.utf8)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  func placed(_ place: (SourcePosition) -> SourcePosition) -> RawHTML {
    let references = references.map {
      Reference(
        destination: $0.destination,
        range: SourceRange(place($0.range.start), place($0.range.end)),
        bytes: $0.bytes
      )
    }
    return RawHTML(text, references, identifiers)
  }

  private static var tag: Regex<(Substring, Substring?, attributes: Substring?)> {
    /<!--.*?-->|<(script|style)\b.*?<\/\1\s*>|<[a-z][^\s\/>]*(?<attributes>(?:[^>"']|"[^"]*"|'[^']*')*)>/
      .dotMatchesNewlines().ignoresCase()
  }

  private static var attribute: Regex<(Substring, Substring, Substring?, Substring?, Substring?)> {
    /([^\s"'=\/]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/
  }
}
