import Lessons

/// The types in a program's code, placed in its units.
struct ProgramTypes {
  /// By the index of the unit.
  let byUnit: [Int: CodeTypes]

  /// Joins the names that the compiler has looked up with the expressions that the language services have
  /// checked.
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
