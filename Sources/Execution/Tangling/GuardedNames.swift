import SwiftReading

/// The names that `guard` binds at the top level of a part. They are no globals, so no module hands them
/// on: the part ends by putting their values into globals, and the next begins by giving these the names.
struct GuardedNames {
  private(set) var names: [GuardedName] = []

  /// Nothing of the part's code: the names of the part before it.
  var prelude: String {
    names.map { TangledCode.glue("\($0.keyword) \($0.text.inBackticks) = \($0.global)") }.joined()
  }

  /// What hands the names on to the next part.
  var ending: String {
    names.map { TangledCode.glue("let \($0.global) = \($0.text.inBackticks)") }.joined()
  }

  /// The names that code binds and later code mentions.
  init(in sources: [SwiftSource], mentionedIn later: [SwiftSource]) {
    let found = sources.flatMap { source in source.statements.flatMap(source.guardedNames) }
    for name in found where later.contains(where: { $0.mentions(name.text) }) {
      names.removeAll { $0.text == name.text }
      names.append(name)
    }
  }

  /// Those that code does not declare by itself.
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

  /// The global that hands its value on.
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
    /// How deep a pattern that binds begins.
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

/// What the parts of a program before one have declared.
struct EarlierNames {
  /// The variables, and what reads each in all later parts.
  private(set) var variables: [String: String] = [:]
  /// Those of the part right before.
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
