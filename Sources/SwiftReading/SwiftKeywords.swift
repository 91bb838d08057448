/// The reserved words of Swift ("Lexical Structure" in The Swift Programming Language, as the compiler
/// has them in `TokenKinds.def`).
enum SwiftKeywords {
  static let declarations: Set<String> = [
    "associatedtype", "class", "deinit", "enum", "extension", "fileprivate", "func", "import",
    "init", "inout", "internal", "let", "operator", "precedencegroup", "private", "protocol",
    "public", "static", "struct", "subscript", "typealias", "var",
  ]
  static let statements: Set<String> = [
    "break", "case", "catch", "continue", "default", "defer", "do", "else", "fallthrough", "for",
    "guard", "if", "in", "repeat", "return", "switch", "throw", "where", "while",
  ]
  static let expressions: Set<String> = [
    "Any", "as", "false", "is", "nil", "rethrows", "self", "Self", "super", "throws", "true", "try",
  ]
  static let all = declarations.union(statements).union(expressions).union(["_"])

  /// The directives that stand in a line of their own.
  static let directives: Set<String> = [
    "#if", "#elseif", "#else", "#endif", "#sourceLocation", "#warning", "#error",
  ]

  /// Keywords behind which an expression, a pattern or a declaration must follow: a slash there begins
  /// a regular expression, and a line's end does not end the statement.
  static let open: Set<String> = all.subtracting([
    "Any", "false", "nil", "self", "Self", "super", "true", "break", "continue", "fallthrough",
    "return", "_", "init", "deinit", "default",
  ])
}
