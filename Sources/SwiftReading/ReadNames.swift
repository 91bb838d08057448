extension SwiftSource {
  /// The names in the text, repeated as often as they occur.
  package var names: [String] { tokens.filter { $0.kind == .identifier }.map(text) }

  /// Whether an expression reads a name: not as a member, a label, or a name it declares itself.
  package func reads(_ name: String) -> Bool { !read([name], in: tokens.indices).isEmpty }

  /// The names among `names` that the code reads: not as members or labels, nor if it declares them itself.
  ///
  /// Complexity: O(n) in the number of tokens.
  package func read(_ names: Set<String>, in range: Range<Int>) -> Set<String> {
    var reader = NameReader(source: self, names: names)
    for index in range where !tokens[index].kind.isComment { reader.read(index) }
    return reader.found
  }
}

/// Finds the names that code reads, and tracks those that its closures declare.
private struct NameReader {
  let source: SwiftSource
  let names: Set<String>
  var found: Set<String> = []
  /// The open brackets, with the names declared in each.
  private var scopes: [(opening: String, names: Set<String>)] = [("", [])]
  /// The names of an unfinished declaration; uses of them inside it refer to earlier declarations.
  private var coming: Set<String> = []
  /// The end of the innermost closure's parameters.
  private var parametersEnd = -1
  private var previous = ""

  init(source: SwiftSource, names: Set<String>) {
    self.source = source
    self.names = names
  }

  mutating func read(_ index: Int) {
    let token = source.tokens[index]
    let text = source.text(of: token)
    defer { previous = text }
    if token.startsLine || text == ";" || text == "{" { declareComing() }
    switch token.kind {
    case .punctuation where ["(", "[", "{"].contains(text):
      scopes.append((text, text == "{" ? parameters(behind: index) : []))
    case .interpolationStart: scopes.append(("(", []))
    case .punctuation where [")", "]", "}"].contains(text), .interpolationEnd:
      if scopes.count > 1 { scopes.removeLast() }
    case .keyword where ["let", "var", "for"].contains(text):
      coming.formUnion(bound(behind: index))
    case .identifier: readName(text.withoutBackticks, at: index)
    default: break
    }
  }

  private mutating func declareComing() {
    scopes[scopes.count - 1].names.formUnion(coming)
    coming = []
  }

  private mutating func readName(_ name: String, at index: Int) {
    guard names.contains(name), previous != ".",
      index > parametersEnd || scopes.last?.opening == "["
    else { return }
    let next = index + 1 < source.tokens.count ? source.text(of: source.tokens[index + 1]) : ""
    let isLabel = next == ":" && scopes.last?.opening == "(" && (previous == "(" || previous == ",")
    // `if let name {` reads it; `let name = …` does not.
    let isBinding = ["let", "var", "for"].contains(previous) && !["{", ",", "else"].contains(next)
    let isOfPattern =
      coming.contains(name) && scopes.last?.opening == "(" && next != "{"
      && ![".", "["].contains(next) && isInPattern(index)
    // A closure's captures are read in the surrounding scope.
    let around = index <= parametersEnd ? scopes.dropLast(2) : scopes[...]
    guard !isLabel, !isBinding, !isOfPattern, !around.contains(where: { $0.names.contains(name) })
    else { return }
    found.insert(name)
  }

  /// The parameters and captures of the closure that begins with this brace.
  private mutating func parameters(behind brace: Int) -> Set<String> {
    var parameters: Set<String> = []
    let others: Set = [
      "let", "var", "for", "if", "guard", "while", "switch", "return", "case", "do", "func",
    ]
    for index in (brace + 1)..<max(brace + 1, source.tokens.count) {
      let token = source.tokens[index]
      let text = source.text(of: token)
      let isLabel =
        index + 1 < source.tokens.count && source.text(of: source.tokens[index + 1]) == ":"
      if token.kind == .keyword, text == "in", !isLabel {
        parametersEnd = index
        return parameters
      }
      if text == "{" || text == "}" || text == ";" || others.contains(text) { return [] }
      if token.kind == .identifier { parameters.insert(text.withoutBackticks) }
    }
    return []
  }

  /// The names bound by the pattern after `let`, `var` or `for`.
  private func bound(behind keyword: Int) -> Set<String> {
    var names: Set<String> = []
    var depth = 0
    for token in source.tokens[(keyword + 1)...] {
      let text = source.text(of: token)
      if text == "(" { depth += 1 }
      if text == ")" { depth -= 1 }
      if token.kind == .identifier { names.insert(text.withoutBackticks) }
      if depth <= 0, text != ".", token.kind != .keyword { break }
    }
    return names
  }

  /// Whether there is only a pattern between a token and the keyword before it.
  private func isInPattern(_ index: Int) -> Bool {
    for token in source.tokens[..<index].reversed() {
      let text = source.text(of: token)
      if ["let", "var", "for"].contains(text) { return true }
      guard token.kind == .identifier || text == "(" || text == "," else { return false }
    }
    return false
  }
}

extension String {
  /// The name without its backticks.
  package var withoutBackticks: String {
    utf8.first == UInt8(ascii: "`") ? replacing("`", with: "") : self
  }
}
