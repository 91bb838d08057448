/// The forms in which a page can show a value, by media type: a MIME bundle, as in notebooks.
///
/// A page shows the first of these that the value has: `text/html`, `image/svg+xml`, `text/latex`,
/// `image/png`, `text/plain`.
public struct LessonDisplay: Sendable, Equatable {
  /// The form for readers or places that only support text.
  public var plainText: String
  #if hasFeature(Embedded)
    /// The form that pages compute again.
    package var html: String?
  #else
    /// Further forms, by media type; binary data is in Base64.
    public var representations: [String: String]
  #endif

  /// - Parameters:
  ///   - plainText: the value as text.
  ///   - html: the value as an HTML fragment, if it has that form; the caller escapes it.
  ///   - svg: the value as a drawing, from `<svg` to `</svg>`, without scripts.
  ///   - latex: the value as a formula that KaTeX understands.
  ///   - png: the value as the bytes of a PNG file.
  ///
  /// Complexity: O(n) in the number of bytes.
  public init(
    plainText: String,
    html: String? = nil,
    svg: String? = nil,
    latex: String? = nil,
    png: [UInt8]? = nil
  ) {
    self.plainText = plainText
    #if hasFeature(Embedded)
      // A dictionary of texts would bring Unicode's tables into each page's program.
      self.html = html
    #else
      self.representations = [:]
      representations["text/html"] = html
      representations["image/svg+xml"] = svg
      representations["text/latex"] = latex
      representations["image/png"] = png.map(base64)
    #endif
  }
}

/// A type whose values are displayed under a cell, rather than as text beside a line.
///
/// This applies to the value of a cell's last expression. Complexity is the conforming type's.
public protocol LessonDisplayable {
  /// The value's forms.
  var lessonDisplay: LessonDisplay { get }
}

/// Bytes in Base64 as in RFC 4648, padded.
private func base64(_ bytes: [UInt8]) -> String {
  let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  var text: [UInt8] = []
  text.reserveCapacity((bytes.count + 2) / 3 * 4)
  for start in stride(from: 0, to: bytes.count, by: 3) {
    let group = bytes[start..<min(start + 3, bytes.count)]
    let word = group.reduce(0) { $0 << 8 | UInt32($1) } << UInt32(8 * (3 - group.count))
    for place in 0..<4 {
      let digit = digits[Int(word >> UInt32(18 - 6 * place) & 63)]
      text.append(place <= group.count ? digit : UInt8(ascii: "="))
    }
  }
  return String(decoding: text, as: UTF8.self)
}
