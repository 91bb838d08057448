import Lessons
private import Markdown
import SwiftReading

/// The names that the examples of a page declare and use, read once for all that is asked of them.
struct PageNames: Sendable {
  struct Unit: Sendable {
    let used: Set<String>
    /// The names that the top level declares.
    let topLevel: Set<String>
    /// The names that are declared at any depth.
    let declared: Set<String>
    let variables: Set<String>
    /// Whether all of the code may be in a function.
    let fitsInFunction: Bool
  }

  let units: [Unit]
  /// The names that all of them use.
  let used: Set<String>

  /// - Complexity: O(n) in the length of the code.
  init(of page: DocumentationPage) {
    units = page.lesson.units.map { Unit($0.swift.source) }
    used = units.reduce(into: []) { $0.formUnion($1.used) }
  }
}

extension PageNames.Unit {
  fileprivate init(_ source: SwiftSource) {
    used = Set(source.names)
    topLevel = source.topLevelNames
    declared = source.declaredNames
    variables = Set(source.variables)
    fitsInFunction = source.fitsInFunction
  }
}

extension SwiftSource {
  /// The names that it declares at any depth.
  fileprivate var declaredNames: Set<String> {
    var names: Set<String> = []
    visit { statement, _ in
      names.formUnion(boundNames(of: statement).map(\.text.withoutBackticks))
      if let name = declaredName(of: statement) { names.insert(name.withoutBackticks) }
    }
    return names
  }

  /// The names that the top level declares.
  fileprivate var topLevelNames: Set<String> {
    Set(
      statements.flatMap { statement in
        boundNames(of: statement).map(\.text.withoutBackticks)
          + [declaredName(of: statement)].compactMap { $0?.withoutBackticks }
          + guardedNames(statement).map(\.text)
      }
    )
  }
}
