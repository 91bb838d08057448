import Foundation
import Lessons

/// The names in a program, with their declarations.
struct TypedNames {
  /// By the index of the unit, in the order of the code.
  let byUnit: [Int: [TypedName]]
  let places: Set<ProgramLineMap.Place>

  /// If one place names several symbols, such as a type and its initializer, a function says most. A variable
  /// whose declaration leaves its type open, as `Array.first: A?` does, gets the type that it has at that
  /// place.
  ///
  /// Complexity: O(n log n) in the number of occurrences, times the number of cells.
  init(
    _ occurrences: [SymbolOccurrence],
    _ expressions: PlacedExpressions,
    importing modules: Set<String>,
    _ places: ProgramLineMap
  ) {
    var declarations: [String: String?] = [:]
    var names: [ProgramLineMap.Place: TypedName] = [:]
    for occurrence in occurrences where occurrence.isWritten && occurrence.kind != .type {
      guard let place = places.place(line: occurrence.line, column: occurrence.column),
        names[place] == nil || occurrence.kind == .function
      else { continue }
      let known = declarations[occurrence.mangledName]
      let text = known ?? SymbolDeclaration(of: occurrence, modules: modules)?.text
      declarations[occurrence.mangledName] = .some(text)
      guard var text else { continue }
      let length = occurrence.name.utf8.count
      if occurrence.kind == .variable, text.leavesTypeOpen,
        let type = expressions.type(ofNameAt: place, length: length)
      {
        text = "\(occurrence.name): \(type)"
      }
      names[place] = TypedName(offset: place.offset, declaration: text)
    }
    self.places = Set(names.keys)
    byUnit = Dictionary(grouping: names, by: \.key.unit).mapValues { entries in
      entries.map(\.value).sorted { $0.offset < $1.offset }
    }
  }
}

extension SymbolOccurrence {
  /// Whether the author wrote the name: it is not an operator, an accessor or code that reports values.
  fileprivate var isWritten: Bool {
    guard let first = name.first, first.isLetter || first == "_" || first == "$" else {
      return false
    }
    return !name.hasPrefix("getter:") && !name.hasPrefix("setter:") && !name.hasPrefix("__")
  }
}

extension String {
  /// Whether the type contains a generic parameter, which the runtime calls `A`, `B`, `A1`.
  fileprivate var leavesTypeOpen: Bool {
    split { !$0.isLetter && !$0.isNumber && $0 != "_" }.contains { word in
      word.first.map { "A"..."Z" ~= $0 } ?? false && word.dropFirst().allSatisfy(\.isNumber)
    }
  }
}
