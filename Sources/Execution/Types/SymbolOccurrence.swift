/// A place in a program where a name refers to a declaration.
struct SymbolOccurrence {
  enum Kind {
    case variable, function, enumCase, type
  }

  /// Both from 1, the column in UTF-8 bytes.
  let line, column: Int
  /// For example `reshaped(to:)`.
  let name: String
  let kind: Kind
  /// Whether the name is declared here.
  let isDefinition: Bool
  /// The symbol's name in the object file.
  let mangledName: String
}
