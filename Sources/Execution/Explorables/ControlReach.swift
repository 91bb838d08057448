import Caching
private import Diagnostics
import Foundation
import Lessons
import SwiftReading

/// The statements of a program that follow its controls, and the others that these need.
///
/// Units are counted within the program, so that this stays valid when cells are added to the lesson that are
/// no part of it.
struct ControlReach: Sendable, Equatable {
  /// A top-level statement, by its unit and its range in the unit's code.
  struct Statement: Hashable, Sendable {
    let unit: Int
    let start, end: Int

    var range: Range<Int> { start..<end }
  }

  /// The controls, in the order of the code.
  let controls: [PageControl]
  /// The statements whose values follow a control.
  let following: Set<Statement>
  /// The statements of the page's program: those that follow, and what they need.
  let kept: Set<Statement>

  struct PageControl: Sendable, Equatable {
    let unit: Int
    let place: ObservedValue.Place
    let name: String
  }

  /// The units with statements that follow a control, in order.
  var units: [Int] { Set(following.map(\.unit)).sorted() }
}

extension ControlReach {
  /// Follows the names of a program from its controls to their uses; `nil` if it has none.
  ///
  /// What a control reaches is what uses a name that it reaches. A variable that such a statement uses may be
  /// changed by it, and so is reached from there on; so is what a statement calls a method of, if it does
  /// nothing else. A cell whose output can follow is kept whole.
  ///
  /// - Parameters:
  ///   - lesson: the lesson.
  ///   - units: the units of the program, in order.
  ///   - results: what they gave, in the same order.
  ///   - occurrences: the names in the code, by the compiler's index.
  /// - Complexity: O(s²·n) for s statements with n names at worst; in practice a few passes over them.
  init?(
    _ lesson: Lesson,
    _ units: [Int],
    _ results: [UnitResult],
    _ occurrences: [(place: ProgramLineMap.Place, occurrence: SymbolOccurrence)]
  ) {
    controls = results.enumerated().flatMap { unit, result in
      result.values.filter { $0.control != nil }.map {
        PageControl(unit: unit, place: $0.place, name: $0.name)
      }
    }
    guard !controls.isEmpty else { return nil }
    let program = NamedStatements(lesson, units, occurrences)
    var following = Set(
      controls.compactMap { control in
        lesson.units[units[control.unit]].swift.range(of: control.place).flatMap {
          program.statement(inUnit: control.unit, at: $0.lowerBound)
        }
      }
    )
    program.spread(&following)
    let printing = Set(results.indices.filter { !results[$0].printed.isEmpty })
      .intersection(following.map { program.statements[$0].unit })
    var kept = following.union(
      program.statements.indices.filter { printing.contains(program.statements[$0].unit) }
    )
    program.addNeeds(of: &kept)
    self.following = Set(following.map { program.statements[$0] })
    self.kept = Set(kept.map { program.statements[$0] })
  }
}

/// The top-level statements of a program, with the names that each declares, uses and may change.
private struct NamedStatements {
  struct Names {
    var declared: Set<String> = []
    var used: Set<String> = []
    /// What it calls a method of without using the result.
    var addressed: Set<String> = []
    let isDeclaration: Bool
    /// Whether it extends a type, or declares an operator.
    let isOpen: Bool
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
    _ occurrences: [(place: ProgramLineMap.Place, occurrence: SymbolOccurrence)]
  ) {
    var statements: [ControlReach.Statement] = []
    var names: [Names] = []
    var byUnit: [Range<Int>] = []
    var bases: [Int: Int] = [:]
    var changing: Set<Int> = []
    for (position, unit) in units.enumerated() {
      let source = lesson.units[unit].swift.source
      let first = statements.count
      for statement in source.statements {
        if case .expression = statement.kind {
          bases[statements.count] = statement.range.lowerBound
        }
        let words = source.tokens[statement.tokens.lowerBound...statement.head].map(source.text)
        if words.contains("var") { changing.insert(statements.count) }
        statements.append(
          ControlReach.Statement(
            unit: position,
            start: statement.range.lowerBound,
            end: statement.range.upperBound
          )
        )
        names.append(Names(statement.kind))
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
    self.names = names
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
        for name in own.used.intersection(variables).union(own.addressed)
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
          && !(own.used.intersection(variables).union(own.addressed)).isDisjoint(with: needed)
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
  fileprivate init(_ kind: SwiftStatement.Kind) {
    switch kind {
    case .declaration(.variable): (isDeclaration, isOpen) = (false, false)
    case .declaration(.extension), .declaration(.operator), .declaration(.precedenceGroup):
      (isDeclaration, isOpen) = (true, true)
    case .declaration: (isDeclaration, isOpen) = (true, false)
    default: (isDeclaration, isOpen) = (false, false)
    }
  }
}

extension ControlReach {
  /// The shown values of a unit that follow a control.
  func values(of unit: Int, _ results: [UnitResult], _ lessonUnit: LessonUnit) -> [ObservedValue] {
    let code = lessonUnit.swift
    var values = results[unit].values.filter(\.isShown)
    if case .cell(let cell) = lessonUnit {
      let shown = ShownValues(cell, results[unit])
      values =
        shown.beside.values.flatMap(\.self) + [shown.display].compactMap(\.self)
        + (cell.options.fate == .claims ? [results[unit].lastValue].compactMap(\.self) : [])
    }
    let following = following.filter { $0.unit == unit }.map(\.range)
    return values.filter { value in
      guard let range = code.range(of: value.place) else { return false }
      return following.contains { $0.contains(range.lowerBound) }
    }
  }

  /// What the page of a lesson computes with a compiled module.
  func program(
    _ module: Data,
    of results: [UnitResult],
    _ plan: ProgramPlan,
    _ lesson: Lesson
  ) -> PageProgram {
    PageProgram(
      controls: controls.compactMap { control in
        let value = results[control.unit].values.first { $0.place == control.place }
        return value?.control.map {
          PageProgram.PlacedControl(
            unit: plan.units[control.unit],
            place: control.place,
            name: control.name,
            $0
          )
        }
      },
      values: units.flatMap { unit in
        values(of: unit, results, lesson.units[plan.units[unit]]).map {
          PageProgram.PlacedValue(unit: plan.units[unit], place: $0.place)
        }
      },
      module: module
    )
  }
}

// MARK: - Packing

extension ControlReach: Packable {
  func pack(into packer: inout Packer) {
    packer.append(controls, following.sorted(), kept.sorted())
  }

  init(from unpacker: inout Unpacker) throws {
    let (following, kept): ([Statement], [Statement])
    (controls, following, kept) = try unpacker.values()
    (self.following, self.kept) = (Set(following), Set(kept))
  }
}

extension ControlReach.Statement: Packable, Comparable {
  static func < (one: Self, other: Self) -> Bool {
    (one.unit, one.start, one.end) < (other.unit, other.start, other.end)
  }

  func pack(into packer: inout Packer) { packer.append(unit, start, end) }

  init(from unpacker: inout Unpacker) throws { (unit, start, end) = try unpacker.values() }
}

extension ControlReach.PageControl: Packable {
  func pack(into packer: inout Packer) { packer.append(unit, place, name) }

  init(from unpacker: inout Unpacker) throws { (unit, place, name) = try unpacker.values() }
}
