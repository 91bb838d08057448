import Lessons

/// The types in a program's code, each in the place of its unit.
struct ProgramTypes {
  /// By the index of the unit.
  let byUnit: [Int: CodeTypes]

  /// Joins what the compiler has looked up, names, and what the language services have checked,
  /// expressions.
  ///
  /// Complexity: O(n log n) in the number of both, times the number of cells, and O(m) in the length
  ///   of the program.
  init(
    _ occurrences: [SymbolOccurrence],
    _ checked: [CheckedExpression],
    in part: ProgramPart,
    importing modules: Set<String>,
    of lesson: Lesson
  ) {
    let places = ProgramLineMap(part.text, of: lesson)
    let expressions = PlacedExpressions(checked, in: places)
    let names = TypedNames(occurrences, expressions, importing: modules, places)
    var byUnit = names.byUnit.mapValues { CodeTypes(names: $0) }
    for (unit, found) in expressions.unnamed(beside: names) {
      byUnit[unit, default: CodeTypes()].expressions = found
    }
    self.byUnit = byUnit
  }
}
