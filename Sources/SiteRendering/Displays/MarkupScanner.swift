import Markdown

/// Reads a drawing's tags as a browser does, and rejects anything that runs code, embeds another
/// document, or changes the page around it.
struct MarkupScanner {
  private var rest: Substring.UTF8View

  /// - Throws: `DisplayFault` for the first such thing.
  ///
  /// Complexity: O(n) in the length of the drawing.
  static func check(_ drawing: Substring) throws(DisplayFault) {
    var scanner = MarkupScanner(rest: drawing.utf8)
    try scanner.scan()
  }

  /// Elements that run scripts or contain documents, by their lowercase names.
  private static let activeElements: Set<String> = [
    "script", "foreignobject", "iframe", "embed", "object", "handler", "listener", "html", "body",
    "base", "meta", "link", "math", "audio", "video", "canvas", "form", "input", "textarea",
    "noscript",
    "template", "frame", "frameset", "applet", "portal", "plaintext", "xmp", "noembed", "noframes",
  ]
  /// Animation elements, which must not change event handlers or links.
  private static let animations: Set<String> = [
    "animate", "set", "animatetransform", "animatemotion",
  ]

  private mutating func scan() throws(DisplayFault) {
    while let start = rest.firstIndex(of: UInt8(ascii: "<")) {
      rest = rest[start...].dropFirst()
      if rest.starts(with: "!--".utf8) {
        skip(past: "-->")
      } else if rest.starts(with: "![CDATA[".utf8) {
        // Its contents are text in an SVG document, but markup in HTML.
        rest = rest.dropFirst("![CDATA[".utf8.count)
      } else if let byte = rest.first, byte.isLetter {
        try scanTag()
      }
    }
  }

  private mutating func skip(past end: String) {
    guard let range = rest.firstRange(of: end.utf8) else {
      rest = rest[rest.endIndex...]
      return
    }
    rest = rest[range.upperBound...]
  }

  private mutating func scanTag() throws(DisplayFault) {
    let name = take { !$0.isSpace && $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: ">") }
    let local = (name.split(separator: ":").last.map(String.init) ?? name).lowercased()
    guard !Self.activeElements.contains(local) else {
      throw DisplayFault(message: "its image/svg+xml could run something: '<\(name)'")
    }
    guard local != "style" else {
      throw DisplayFault(
        message:
          "its image/svg+xml has a '<style>', which would hold for the whole page: write the "
          + "attributes at the elements"
      )
    }
    while let byte = rest.first, byte != UInt8(ascii: ">") {
      if byte.isSpace || byte == UInt8(ascii: "/") {
        rest.removeFirst()
      } else {
        try scanAttribute(of: local)
      }
    }
  }

  private mutating func scanAttribute(of element: String) throws(DisplayFault) {
    let first = take(1)
    let name =
      first
      + take {
        !$0.isSpace && $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: ">")
      }
    let value = takeValue()
    let local = (name.split(separator: ":").last.map(String.init) ?? name).lowercased()
    if local.hasPrefix("on") || local == "srcdoc" || local == "formaction" {
      throw DisplayFault(message: "its image/svg+xml could run something: '\(name)='")
    }
    let meant = value.withoutReferences.filter { !$0.isWhitespace && $0 > " " }.lowercased()
    if Self.animations.contains(element), local == "attributename",
      meant.hasPrefix("on") || meant.hasSuffix("href")
    {
      throw DisplayFault(
        message: "its image/svg+xml could run something: '<\(element)' of '\(value)'"
      )
    }
    if meant.contains("javascript:") || meant.contains("vbscript:")
      || local == "href" && meant.hasPrefix("data:") && !meant.hasPrefix("data:image/")
      || meant.hasPrefix("data:image/svg")
    {
      throw DisplayFault(message: "its image/svg+xml could run something: '\(value.prefix(40))'")
    }
  }

  /// Takes the value after an attribute's name, if it has one.
  private mutating func takeValue() -> String {
    let behind = rest.drop(while: \.isSpace)
    guard behind.first == UInt8(ascii: "=") else { return "" }
    rest = behind.dropFirst().drop(while: \.isSpace)
    guard let quote = rest.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      return take { !$0.isSpace && $0 != UInt8(ascii: ">") }
    }
    rest.removeFirst()
    let value = take { $0 != quote }
    rest = rest.dropFirst()
    return value
  }

  private mutating func take(while isPart: (UInt8) -> Bool) -> String {
    let part = rest.prefix(while: isPart)
    rest = rest[part.endIndex...]
    return String(decoding: part, as: UTF8.self)
  }

  private mutating func take(_ count: Int) -> String {
    let part = rest.prefix(count)
    rest = rest[part.endIndex...]
    return String(decoding: part, as: UTF8.self)
  }
}

extension UInt8 {
  fileprivate var isSpace: Bool { self <= 0x20 }
  fileprivate var isLetter: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20) }
}

extension String {
  /// The text with all character references decoded that could hide an address.
  fileprivate var withoutReferences: String {
    let named = ["colon": ":", "tab": "", "newline": "", "lpar": "(", "rpar": ")", "amp": "&"]
    return replacing(/&(?:#[xX]([0-9a-fA-F]{1,6})|#([0-9]{1,7})|([A-Za-z]+));?/) { match in
      let (all, hex, decimal, name) = match.output
      if let name { return named[name.lowercased()] ?? String(all) }
      let code = hex.flatMap { UInt32($0, radix: 16) } ?? decimal.flatMap { UInt32($0) }
      return code.flatMap(Unicode.Scalar.init).map { String(Character($0)) } ?? String(all)
    }
  }
}
