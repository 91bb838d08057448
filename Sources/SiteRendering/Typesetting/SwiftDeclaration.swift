/// A declaration, or other structure, that sourcekitd finds in a text.
struct SwiftDeclaration: Decodable, Sendable {
  private struct Attribute: Decodable {
    let offset: Int?

    enum CodingKeys: String, CodingKey { case offset = "key.offset" }
  }

  let name: String?
  /// For example `source.lang.swift.decl.function.free`; calls and other expressions have one, too.
  private let kind: String?
  private let offset: Int
  private let length: Int
  private let documentationOffset: Int?
  private let attributes: [Attribute]?
  let members: [SwiftDeclaration]?

  enum CodingKeys: String, CodingKey {
    case name = "key.name"
    case kind = "key.kind"
    case offset = "key.offset"
    case length = "key.length"
    case documentationOffset = "key.docoffset"
    case attributes = "key.attributes"
    case members = "key.substructure"
  }

  /// The UTF-8 offsets from the documentation, or the first attribute, to the end.
  var range: Range<Int> {
    let starts = [documentationOffset, offset] + (attributes ?? []).map(\.offset)
    let start = starts.compactMap(\.self).min() ?? offset
    return start..<(offset + length)
  }

  /// Whether a symbol is the declaration's full name, `scaled(by:)`, or its name without labels.
  private func isNamed(_ symbol: Substring) -> Bool {
    guard let name, kind?.contains(".decl.") ?? false else { return false }
    return name == symbol || name.prefix { $0 != "(" } == symbol
  }

  /// Finds the first declaration of a symbol, in which a dot leads into a type: `Tensor.reshaped(to:)`.
  ///
  /// Complexity: O(n) in the number of declarations.
  static func find(_ symbol: Substring, in declarations: [SwiftDeclaration]) -> SwiftDeclaration? {
    let head = symbol.prefix { $0 != "." && $0 != "(" }
    guard symbol[head.endIndex...].first == "." else {
      return declarations.first { $0.isNamed(symbol) }
    }
    let rest = symbol[head.endIndex...].dropFirst()
    // Extensions have their type's name, so every declaration of that name is searched.
    return declarations.lazy.filter { $0.isNamed(head) }
      .compactMap { find(rest, in: $0.members ?? []) }.first
  }

  /// All names that `find` knows, without labels.
  static func names(in declarations: [SwiftDeclaration]) -> [String] {
    declarations.flatMap { declaration -> [String] in
      guard let name = declaration.name, declaration.isNamed(name[...]) else { return [] }
      let short = String(name.prefix { $0 != "(" })
      return [short] + names(in: declaration.members ?? []).map { "\(short).\($0)" }
    }
  }
}
