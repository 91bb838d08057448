import Caching
private import Diagnostics
import Foundation
import Lessons
private import Markdown
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
    let program = NamedStatements(lesson, units, results, occurrences)
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

extension ControlReach {
  /// The shown values of a unit that follow a control.
  func values(of unit: Int, _ results: [UnitResult], _ lessonUnit: LessonUnit) -> [ObservedValue] {
    guard case .cell(let cell) = lessonUnit else {
      return [results[unit].shownValue].compactMap(\.self)
    }
    let code = lessonUnit.swift
    let shown = ShownValues(cell, results[unit])
    let values =
      shown.beside.values.flatMap(\.self) + [shown.display].compactMap(\.self)
      + (cell.options.fate == .claims ? [results[unit].lastValue].compactMap(\.self) : [])
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
        let lessonUnit = lesson.units[plan.units[unit]]
        return values(of: unit, results, lessonUnit).map { value in
          PageProgram.PlacedValue(
            unit: plan.units[unit],
            place: lessonUnit.isInline ? nil : value.place,
            number: unit,
            key: lessonUnit.pagePlace(of: value)?.key ?? ""
          )
        }
      },
      module: module
    )
  }
}

extension LessonUnit {
  var isInline: Bool { if case .inline = self { true } else { false } }

  /// The place of a value in the unit's code by itself, with lines and columns from 1; `nil` for an inline
  /// expression, which has one value.
  func pagePlace(of value: ObservedValue) -> ObservedValue.Place? {
    let (place, lines) = (value.place, swift.lines)
    guard !isInline, lines.indices.contains(place.startLine), lines.indices.contains(place.endLine)
    else { return nil }
    return ObservedValue.Place(
      startLine: place.startLine + 1,
      startColumn: place.startColumn - lines[place.startLine].start.column + 1,
      endLine: place.endLine + 1,
      endColumn: place.endColumn - lines[place.endLine].start.column + 1
    )
  }
}

extension ObservedValue.Place {
  /// As a page's program writes it.
  fileprivate var key: String { "\(startLine):\(startColumn):\(endLine):\(endColumn)" }
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
