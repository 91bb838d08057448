import Foundation
import Lessons

/// The names in a program with what they were declared as, each in the place of its unit.
struct TypedNames {
  /// By the index of the unit, in the order of the code.
  let byUnit: [Int: [TypedName]]

  /// Where one place names several symbols, as a type and its initializer, a function tells most.
  ///
  /// Complexity: O(n log n) in the number of occurrences, and O(m) in the length of the program.
  init(_ occurrences: [SymbolOccurrence], in program: TangledProgram, of lesson: Lesson) {
    let places = ProgramPlaces(program.text, of: lesson)
    let modules = Set(program.imports + ["Swift", LessonCompiler.module])
    var declarations: [String: String?] = [:]
    var names: [ProgramPlaces.Place: TypedName] = [:]
    for occurrence in occurrences where occurrence.isWritten {
      guard let place = places.place(line: occurrence.line, column: occurrence.column),
        names[place] == nil || occurrence.kind == .function
      else { continue }
      let known = declarations[occurrence.mangledName]
      let text = known ?? SymbolDeclaration(of: occurrence, modules: modules)?.text
      declarations[occurrence.mangledName] = .some(text)
      guard let text else { continue }
      names[place] = TypedName(line: place.line, column: place.column, declaration: text)
    }
    byUnit = Dictionary(grouping: names, by: \.key.unit).mapValues { entries in
      entries.map(\.value).sorted { ($0.line, $0.column) < ($1.line, $1.column) }
    }
  }
}

extension SymbolOccurrence {
  /// Whether the name is the author's: no operator, no accessor, nothing that reports values.
  fileprivate var isWritten: Bool {
    guard let first = name.first, first.isLetter || first == "_" || first == "$" else {
      return false
    }
    return !name.hasPrefix("getter:") && !name.hasPrefix("setter:") && !name.hasPrefix("__")
  }
}
