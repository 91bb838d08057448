/// An element of a drawing, as far as the tests need it: its name and its attributes.
struct DrawnElement {
  let name: String
  let attributes: [String: String]
  /// The text up to the next tag.
  let text: String

  /// An attribute as a number.
  func number(_ name: String) -> Double { attributes[name].flatMap { Double($0) } ?? .nan }

  /// The elements of a piece of markup, in order.
  static func all(in markup: String) -> [DrawnElement] {
    markup.split(separator: "<").compactMap { piece in
      guard !piece.hasPrefix("/"), let end = piece.firstIndex(of: ">") else { return nil }
      let tag = piece[..<end]
      let name = String(tag.prefix { $0 != " " && $0 != "/" })
      var attributes: [String: String] = [:]
      let parts = tag.dropFirst(name.count).split(separator: "\"", omittingEmptySubsequences: false)
      for index in stride(from: 0, to: parts.count - 1, by: 2) {
        attributes[String(parts[index].filter { $0 != " " && $0 != "=" })] = String(
          parts[index + 1]
        )
      }
      return DrawnElement(
        name: name,
        attributes: attributes,
        text: String(piece[piece.index(after: end)...])
      )
    }
  }
}
