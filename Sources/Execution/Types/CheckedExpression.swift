/// An expression of a program with its type.
struct CheckedExpression: Decodable, Sendable {
  /// In UTF-8 bytes of the program's text.
  let offset, length: Int
  let type: String

  enum CodingKeys: String, CodingKey {
    case offset = "key.expression_offset"
    case length = "key.expression_length"
    case type = "key.expression_type"
  }

  func moved(by distance: Int) -> CheckedExpression {
    CheckedExpression(offset: offset + distance, length: length, type: type)
  }

  /// `false` if an error, in it or around it, leaves part of its type open.
  var hasKnownType: Bool {
    let words = type.split { !$0.isLetter && $0 != "_" && $0 != "$" }
    return !type.isEmpty && !type.contains("<<error type>>")
      && !words.contains { $0 == "_" || $0 == "$T" }
  }
}
