/// A place in a program where a name stands for something that is declared.
struct SymbolOccurrence {
  enum Kind {
    case variable, function, enumCase
  }

  /// Both from 1, the column in UTF-8 bytes.
  let line, column: Int
  /// As `reshaped(to:)`.
  let name: String
  let kind: Kind
  /// The symbol's name for the linker.
  let mangledName: String
}
