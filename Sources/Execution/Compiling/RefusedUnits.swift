import Diagnostics
import Lessons
private import Markdown
import SwiftReading

/// The code of a program that the compiler rejects, and why. The program is built without it, so that a
/// faulty cell hides neither the faults and results of other cells nor its own declarations.
struct RefusedUnits {
  /// The code that is left out of each refused unit.
  private(set) var omissions: [Int: TangledProgram.Omission] = [:]
  private var errors: [Diagnostic] = []
  /// The failures that follow from an error, by the error's position in `errors`.
  private var consequences: [Int: [Diagnostic.Note]] = [:]
  /// The position in `errors` of the error because of which each unit was left out.
  private var causes: [Int: Int] = [:]
  /// The unit of each error.
  private var unitsOfErrors: [Int] = []

  var units: Set<Int> { Set(omissions.keys) }

  /// The faults of the refused units. A failure caused only by missing refused code is a note of its error.
  func diagnostics(in lesson: Lesson) -> [Diagnostic] {
    let told = errors.enumerated().map { index, error in
      (unit: unitsOfErrors[index], error: error.adding(consequences[index] ?? []))
    }
    return Dictionary(grouping: told, by: \.unit).sorted { $0.key < $1.key }.flatMap {
      unit,
      errors in
      InvisibleCharacters(in: lesson.units[unit], of: lesson).explaining(errors.map(\.error))
    }
  }

  /// Refuses a unit with unfinished code: everything from the first faulty statement on.
  mutating func refuse(_ unit: Int, for faults: [Diagnostic], of lesson: Lesson) {
    let statements = lesson.units[unit].swift.source.statements
    for fault in faults { if let place = fault.location { omit(place, in: unit, of: lesson) } }
    if case .allButDeclarations(let without) = omissions[unit] {
      let first = without.map(\.lowerBound).min() ?? 0
      let rest = statements.map(\.range).filter { $0.lowerBound >= first }
      omissions[unit] = .allButDeclarations(without: without.union(rest))
    }
    errors += faults
    unitsOfErrors += faults.map { _ in unit }
  }

  /// Refuses the code in which the compiler finds errors: all of its unit but the declarations without
  /// faults.
  ///
  /// - Returns: whether anything new is refused; if not, there is no other program to try.
  mutating func refuse(
    _ messages: [CompilerOutput.Message],
    in plan: ProgramPlan,
    of lesson: Lesson
  ) -> Bool {
    let earlier = omissions
    for message in messages where message.diagnostic.severity == .error {
      let diagnostic = message.diagnostic
      // An unclosed brace is reported at the program's end, with a note at the brace.
      let places = [diagnostic.location] + diagnostic.notes.map(\.location)
      guard
        let (place, unit) = places.lazy.compactMap(\.self).compactMap({ place in
          plan.units.first { lesson.units[$0].contains(place) }.map { (place, $0) }
        }).first
      else { continue }
      let isNew = earlier[unit] == nil
      omit(place, in: unit, of: lesson)
      if let name = message.missingName, let blamed = blamed(for: name, of: lesson) {
        let note = Diagnostic.Note(
          "without it, this does not run: \(diagnostic.message)",
          at: place
        )
        consequences[blamed, default: []].append(note)
        if causes[unit] == nil { causes[unit] = blamed }
      } else if isNew || !unitsOfErrors.contains(unit) {
        errors.append(
          Diagnostic(
            diagnostic.severity,
            diagnostic.identifier,
            diagnostic.message,
            at: place,
            notes: diagnostic.notes
          )
        )
        unitsOfErrors.append(unit)
        causes[unit] = errors.count - 1
      }
    }
    return omissions != earlier
  }

  private mutating func omit(_ place: Diagnostic.Location, in unit: Int, of lesson: Lesson) {
    let code = lesson.units[unit].swift
    var without: Set<Range<Int>> = []
    switch omissions[unit] {
    case .whole: return
    case .allButDeclarations(let known): without = known
    case nil: break
    }
    let start = place.range.start
    if let first = code.lines.first?.start.line,
      let offset = code.offset(line: start.line - first, column: start.column),
      // Missing code is reported after its statement.
      let statement = code.source.statements.last(where: { $0.range.lowerBound <= offset })
    {
      without.insert(statement.range)
      omissions[unit] = .allButDeclarations(without: without)
    } else {
      omissions[unit] = .whole
    }
  }

  /// The position of the error in the unit that would have declared a name.
  private func blamed(for name: String, of lesson: Lesson) -> Int? {
    let blamed = errors.indices.first { index in
      let unit = unitsOfErrors[index]
      return omissions[unit].map { lesson.units[unit].swift.declares(name, among: $0) } ?? false
    }
    // The missing declaration may itself be left out because of another error.
    return blamed
      ?? causes.sorted { $0.key < $1.key }
      .first { unit, _ in
        omissions[unit].map { lesson.units[unit].swift.declares(name, among: $0) } ?? false
      }?.value
  }
}

extension UnitCode {
  /// Whether an omission leaves out code that would have declared or imported a name.
  fileprivate func declares(_ name: String, among omission: TangledProgram.Omission) -> Bool {
    let isOmitted: (SwiftStatement) -> Bool =
      switch omission {
      case .whole: { _ in true }
      case .allButDeclarations(let without):
        { statement in without.contains { $0.overlaps(statement.range) } }
      }
    var found = false
    source.visit { statement, _ in
      guard !found, isOmitted(statement) else { return }
      let bound = source.boundNames(of: statement).map(\.text)
      let declared = source.declaredName(of: statement)
      // Other declarations: enumeration cases, operators, imports.
      let words =
        statement.kind == .declaration(.member) || statement.kind == .declaration(.operator)
        ? source.tokens[statement.tokens].map(source.text) : []
      found = (bound + words).contains(name) || declared == name
    }
    return found
  }
}

extension CompilerOutput.Message {
  /// The name that the compiler reports as missing.
  var missingName: String? {
    guard let position = CompilerMessageNames.missing[name] else { return nil }
    let quoted = diagnostic.message.split(separator: "'", omittingEmptySubsequences: false)
    let index = 2 * position + 1
    guard quoted.indices.contains(index) else { return quoted.count > 1 ? String(quoted[1]) : nil }
    return String(quoted[index])
  }

  /// The type that has no member of a name, if that is what the message says.
  var typeWithoutMember: String? {
    guard CompilerMessageNames.missing[name] == 1 else { return nil }
    let quoted = diagnostic.message.split(separator: "'", omittingEmptySubsequences: false)
    return quoted.count > 3 ? String(quoted[1]) : nil
  }
}
