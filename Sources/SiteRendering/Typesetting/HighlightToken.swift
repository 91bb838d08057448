/// A token of Swift code that is not plain text.
struct HighlightToken: Decodable {
  /// The token's range in the text, in UTF-8 bytes.
  let range: Range<Int>
  private let kind: String

  enum CodingKeys: String, CodingKey {
    case kind = "key.kind"
    case offset = "key.offset"
    case length = "key.length"
  }

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    let offset = try values.decode(Int.self, forKey: .offset)
    let length = try values.decode(Int.self, forKey: .length)
    self.init(
      max(0, offset)..<max(0, offset) + max(0, length),
      try values.decode(String.self, forKey: .kind)
    )
  }

  private init(_ range: Range<Int>, _ kind: String) {
    self.range = range
    self.kind = kind
  }

  /// A token without a kind or a length.
  init(at offset: Int) {
    self.init(offset..<offset, "")
  }

  func moved(by distance: Int) -> HighlightToken {
    HighlightToken(range.lowerBound + distance..<range.upperBound + distance, kind)
  }

  /// The tokens that neither overlap an earlier one nor extend past the end of the text.
  static func apart(_ tokens: [HighlightToken], length: Int) -> [HighlightToken] {
    var end = 0
    return tokens.filter { token in
      guard token.range.lowerBound >= end, token.range.upperBound <= length else { return false }
      end = token.range.upperBound
      return true
    }
  }

  /// The class that the theme colours; `nil` if the text keeps its colour.
  var cssClass: String? {
    switch kind.split(separator: ".").dropFirst(4).joined(separator: ".") {
    case "keyword": "kw"
    case "identifier": "id"
    case "typeidentifier": "ty"
    case "number": "num"
    case "string", "string_interpolation_anchor": "str"
    case "comment", "comment.mark", "comment.url": "com"
    case let kind where kind.hasPrefix("doccomment"): "doc"
    case let kind where kind.hasPrefix("attribute"): "attr"
    case "pounddirective.keyword", "buildconfig.keyword": "attr"
    case "operator": "op"
    case "placeholder": "ph"
    default: nil
    }
  }
}
