import SwiftReading

/// The names that `guard` binds at the top level of a part. They are not globals, so modules do not export
/// them: the part ends by copying their values into globals, and the next begins by binding the names to
/// these.
struct GuardedNames {
  private(set) var names: [GuardedName] = []

  /// Code that binds the names again at the start of the next part.
  var prelude: String {
    names.map { TangledCode.glue("\($0.keyword) \($0.text.inBackticks) = \($0.global)") }.joined()
  }

  /// Code that passes the names on to the next part.
  var ending: String {
    names.map { TangledCode.glue("let \($0.global) = \($0.text.inBackticks)") }.joined()
  }

  /// Finds the names that code binds and later code mentions.
  init(in sources: [SwiftSource], mentionedIn later: [SwiftSource]) {
    let found = sources.flatMap { source in source.statements.flatMap(source.guardedNames) }
    for name in found where later.contains(where: { $0.mentions(name.text) }) {
      names.removeAll { $0.text == name.text }
      names.append(name)
    }
  }

  /// The names that the code does not declare itself.
  func undeclared(in sources: [SwiftSource]) -> GuardedNames {
    let own = Set(
      sources.flatMap { source in
        source.variables
          + source.statements.compactMap { source.declaredName(of: $0)?.withoutBackticks }
      }
    )
    var rest = self
    rest.names.removeAll { own.contains($0.text) }
    return rest
  }
}

/// A name that `guard` binds.
struct GuardedName: Sendable, Equatable {
  let text: String
  /// `let` or `var`.
  let keyword: String

  /// The global that passes its value on.
  var global: String { "__lessonGuard_\(text)" }
}

extension String {
  /// The name in backticks, so that it may be a keyword.
  var inBackticks: String { "`\(self)`" }
}

extension SwiftSource {
  /// The names that a statement binds if it is a `guard`.
  func guardedNames(_ statement: SwiftStatement) -> [GuardedName] {
    guard statement.kind == .control, text(of: tokens[statement.head]) == "guard" else { return [] }
    var names: [GuardedName] = []
    var keyword: String?
    var depth = 0
    /// The depth at which a binding pattern begins.
    var start = 0
    for index in statement.tokens where !tokens[index].kind.isComment {
      let text = text(of: tokens[index])
      if text == "else", depth == 0 { break }
      if ["(", "[", "{"].contains(text) { depth += 1 }
      if [")", "]", "}"].contains(text) { depth -= 1 }
      if text == "let" || text == "var" { (keyword, start) = (text, depth) }
      let isOver =
        text == "=" || text == ":" && depth == 0 || text == "," && depth <= start && depth == 0
      if isOver || depth < start { keyword = nil }
      guard let keyword, tokens[index].kind == .identifier, self.text(of: tokens[index - 1]) != "."
      else {
        continue
      }
      let next = index + 1 < tokens.count ? self.text(of: tokens[index + 1]) : ""
      if next != ":" || depth == 0 {
        names.append(GuardedName(text: text.withoutBackticks, keyword: keyword))
      }
    }
    return names
  }

  fileprivate func mentions(_ name: String) -> Bool {
    tokens.contains { $0.kind == .identifier && text(of: $0).withoutBackticks == name }
  }
}

/// The names that earlier parts of a program have declared.
struct EarlierNames {
  /// The variables, each with the code that reads it in all later parts.
  private(set) var variables: [String: String] = [:]
  /// The names bound by `guard` in the part right before.
  private(set) var guarded = GuardedNames(in: [], mentionedIn: [])

  mutating func add(
    _ names: [String],
    _ prelude: GuardedNames,
    _ guarded: GuardedNames,
    _ number: Int
  ) {
    let module = ProgramPart.module(number)
    for name in names + prelude.names.map(\.text) {
      variables[name] = "\(module).\(name.inBackticks)"
    }
    for name in guarded.names { variables[name.text] = "\(module).\(name.global)" }
    self.guarded = guarded
  }
}
