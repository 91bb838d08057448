private import Diagnostics
import Lessons
private import Markdown
import SwiftReading

/// The top-level statements of a program, with the names that each declares, uses and may change.
struct NamedStatements {
  struct Names {
    var declared: Set<String> = []
    var used: Set<String> = []
    /// What it uses itself and through the functions and closures that it calls: the variables among these may
    /// change.
    var touched: Set<String> = []
    /// What it calls a method of without using the result.
    var addressed: Set<String> = []
    let isDeclaration: Bool
    /// Whether it extends a type, or declares an operator.
    let isOpen: Bool
    /// Whether the code in it may run when another statement calls it.
    let isCallable: Bool
  }

  let statements: [ControlReach.Statement]
  private let names: [Names]
  /// The top-level variables that can change.
  private let variables: Set<String>
  /// The positions of each unit's statements.
  private let byUnit: [Range<Int>]

  init(
    _ lesson: Lesson,
    _ units: [Int],
    _ results: [UnitResult],
    _ occurrences: [(place: ProgramLineMap.Place, occurrence: SymbolOccurrence)]
  ) {
    var statements: [ControlReach.Statement] = []
    var names: [Names] = []
    var byUnit: [Range<Int>] = []
    var bases: [Int: Int] = [:]
    var changing: Set<Int> = []
    let classes = Set(units.flatMap { lesson.units[$0].swift.source.classNames })
    for (position, unit) in units.enumerated() {
      let code = lesson.units[unit].swift
      let source = code.source
      // What refers to an object of the lesson's own classes changes as a variable does.
      let objects = results[position].values.filter { $0.mentions(classes) }
        .compactMap { code.range(of: $0.place)?.lowerBound }
      let first = statements.count
      for statement in source.statements {
        if case .expression = statement.kind {
          bases[statements.count] = statement.range.lowerBound
        }
        let words = source.tokens[statement.tokens.lowerBound...statement.head].map(source.text)
        if words.contains("var") || objects.contains(where: statement.range.contains) {
          changing.insert(statements.count)
        }
        statements.append(
          ControlReach.Statement(
            unit: position,
            start: statement.range.lowerBound,
            end: statement.range.upperBound
          )
        )
        names.append(Names(statement))
      }
      byUnit.append(first..<statements.count)
    }
    self.statements = statements
    self.byUnit = byUnit
    var variables: Set<String> = []
    for (place, occurrence) in occurrences {
      guard let unit = units.firstIndex(of: place.unit),
        let index = byUnit[unit].first(where: { statements[$0].range.contains(place.offset) })
      else { continue }
      let name = occurrence.mangledName
      if occurrence.isDefinition {
        names[index].declared.insert(name)
        if changing.contains(index) { variables.insert(name) }
      } else {
        names[index].used.insert(name)
        if bases[index] == place.offset { names[index].addressed.insert(name) }
      }
    }
    self.names = names.withTouched
    self.variables = variables
  }

  func statement(inUnit unit: Int, at offset: Int) -> Int? {
    byUnit[unit].first { statements[$0].range.contains(offset) }
  }

  /// Adds to some statements all that follow them.
  func spread(_ following: inout Set<Int>) {
    // From which statement on a name is reached.
    var reached: [String: Int] = [:]
    func reach(_ name: String, from index: Int) -> Bool {
      guard reached[name].map({ index < $0 }) ?? true else { return false }
      reached[name] = index
      return true
    }
    var isDone = false
    while !isDone {
      isDone = true
      for (index, own) in names.enumerated() {
        let isReached =
          following.contains(index)
          || own.used.contains { name in
            reached[name].map { own.isDeclaration || $0 < index } ?? false
          }
        guard isReached else { continue }
        if following.insert(index).inserted { isDone = false }
        for name in own.declared where reach(name, from: -1) { isDone = false }
        guard !own.isDeclaration else { continue }
        for name in own.touched.intersection(variables).union(own.addressed)
        where reach(name, from: index) {
          isDone = false
        }
      }
    }
  }

  /// Adds to some statements all that these need.
  func addNeeds(of kept: inout Set<Int>) {
    var pending = kept
    while let index = pending.popFirst() {
      let needed = names[index].used
      for (other, own) in names.enumerated() where !kept.contains(other) {
        let declares = !own.declared.isDisjoint(with: needed)
        let mayChange =
          other < index && !own.isDeclaration
          && !(own.touched.intersection(variables).union(own.addressed)).isDisjoint(with: needed)
        let extends =
          own.isOpen && (own.used.isEmpty || !own.used.isDisjoint(with: names[index].declared))
        guard declares || mayChange || extends else { continue }
        kept.insert(other)
        pending.insert(other)
      }
    }
  }
}

extension NamedStatements.Names {
  fileprivate init(_ statement: SwiftStatement) {
    isCallable = statement.isDeclaration || statement.bodies.contains { $0.kind == .closure }
    switch statement.kind {
    case .declaration(.variable): (isDeclaration, isOpen) = (false, false)
    case .declaration(.extension), .declaration(.operator), .declaration(.precedenceGroup):
      (isDeclaration, isOpen) = (true, true)
    case .declaration: (isDeclaration, isOpen) = (true, false)
    default: (isDeclaration, isOpen) = (false, false)
    }
  }
}

extension [NamedStatements.Names] {
  /// The same, with what each statement touches through what it calls.
  ///
  /// - Complexity: O(s²·n) for s statements with n names at worst.
  fileprivate var withTouched: [Element] {
    var all = self
    for index in all.indices { all[index].touched = all[index].used }
    let callables = all.indices.filter { all[$0].isCallable }
    var isDone = false
    while !isDone {
      isDone = true
      for index in all.indices {
        let before = all[index].touched.count
        for callable in callables where !all[callable].declared.isDisjoint(with: all[index].touched)
        {
          all[index].touched.formUnion(all[callable].touched)
        }
        if all[index].touched.count > before { isDone = false }
      }
    }
    return all
  }
}

extension SwiftSource {
  /// The names of the classes and actors that it declares, at any depth.
  fileprivate var classNames: [String] {
    var names: [String] = []
    visit { statement, _ in
      guard statement.kind == .declaration(.type),
        ["class", "actor"].contains(text(of: tokens[statement.head])),
        let name = declaredName(of: statement)
      else { return }
      names.append(name)
    }
    return names
  }
}

extension ObservedValue {
  /// Whether its type mentions one of some types.
  fileprivate func mentions(_ types: Set<String>) -> Bool {
    type.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.contains { types.contains(String($0)) }
  }
}
