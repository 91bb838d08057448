import Lessons
private import Markdown

extension LessonUnit {
  /// The values at places of its own text, with lines counted from its first; code of an earlier
  /// cell that it calls reports values too, which are not its own. Nor are those shown that a
  /// function or type computes each time it is used: they belong to its uses, not to its text.
  func ownValues(of run: RunRecords.Unit) -> [ObservedValue] {
    guard let lines else { return [] }
    let declarations = run.scopes.filter { scope in
      lines.contains(scope.startLine)
        && code[scope.startLine - lines.lowerBound].text.beginsDeclarationWithBody
    }
    return run.values.compactMap { place, value in
      // What a result builder names itself is nobody's value.
      guard lines.contains(place.startLine), !value.name.hasPrefix("$"),
        !declarations.contains(where: { $0.encloses(place) })
      else { return nil }
      return value.moved(to: place.relative(toLine: lines.lowerBound))
    }
  }
}

extension String {
  /// Whether the line begins a function, a type or a computed property.
  fileprivate var beginsDeclarationWithBody: Bool {
    let bodies: Set<Substring> = [
      "func", "init", "deinit", "subscript", "struct", "class", "enum", "actor", "extension",
      "protocol", "get", "set", "willSet", "didSet",
    ]
    let modifiers: Set<Substring> = [
      "public", "internal", "private", "fileprivate", "package", "static", "final", "mutating",
      "nonmutating", "override", "indirect", "nonisolated", "convenience", "required", "lazy",
    ]
    for word in split(whereSeparator: { !$0.isLetter && $0 != "@" }) {
      if bodies.contains(word) { return true }
      if word == "var" { return !contains("=") }
      guard word.hasPrefix("@") || modifiers.contains(word) else { return false }
    }
    return false
  }
}

extension ObservedValue {
  fileprivate func moved(to place: Place) -> ObservedValue {
    ObservedValue(
      place: place,
      isNested: isNested,
      count: count,
      name: name,
      type: type,
      text: text,
      representations: representations
    )
  }
}
