import Diagnostics
import Lessons
import SwiftReading

/// A program on the way to one that the compiler accepts.
struct BuildAttempt {
  let plan: ProgramPlan
  let lesson: Lesson
  var choices: TangledProgram.Choices
  var refused = RefusedUnits()
  /// The text of each compiled part, by the part's number.
  var compiled: [Int: String] = [:]
  var warnings: [Int: [CompilerOutput.Message]] = [:]

  init(_ plan: ProgramPlan, _ lesson: Lesson, _ settings: CompilationSettings) {
    self.plan = plan
    self.lesson = lesson
    choices = TangledProgram.Choices(
      settings: settings,
      partStarts: plan.unitsThatRedeclare(lesson)
    )
  }

  mutating func begin(with settings: CompilationSettings) {
    choices.settings = settings
    compiled = [:]
    warnings = [:]
  }
}

extension BuildAttempt {
  /// Begins a module at a unit that redeclares a name, and leaves out probes that the compiler rejects.
  ///
  /// - Returns: whether anything changed.
  mutating func adapt(
    to messages: [CompilerOutput.Message],
    in lesson: Lesson
  ) -> Bool {
    let before = (choices.partStarts, choices.unwantedProbes)
    for message in messages where message.diagnostic.severity == .error {
      if CompilerMessageNames.redeclarations.contains(message.name),
        let unit = plan.unit(that: message.diagnostic, redeclaresIn: lesson)
      {
        choices.partStarts.insert(unit)
      }
      if let probe = message.probe { choices.unwantedProbes.insert(probe) }
    }
    return before != (choices.partStarts, choices.unwantedProbes)
  }
}

extension ProgramPlan {
  /// The units that redeclare a variable or a type of an earlier unit.
  func unitsThatRedeclare(_ lesson: Lesson) -> Set<Int> {
    var found: Set<Int> = []
    var declared: Set<String> = []
    for index in units {
      let source = lesson.units[index].swift.source
      let names = Set(
        source.statements.flatMap { statement -> [String] in
          switch statement.kind {
          case .declaration(.variable): source.boundNames(of: statement).map(\.text)
          case .declaration(.type), .declaration(.typeAlias):
            [source.declaredName(of: statement)].compactMap(\.self)
          default: []
          }
        }
      ).subtracting(["_"])
      if !names.isDisjoint(with: declared) { found.insert(index) }
      declared.formUnion(names)
      declared.formUnion(source.statements.flatMap(source.guardedNames).map(\.text))
    }
    return found
  }

  /// The unit that redeclares a name of an earlier one; `nil` if both declarations are in the same unit.
  fileprivate func unit(
    that diagnostic: Diagnostic,
    redeclaresIn lesson: Lesson
  ) -> Int? {
    let places = [diagnostic.location] + diagnostic.notes.map(\.location)
    let found = places.compactMap { place in
      place.flatMap { place in units.last { lesson.units[$0].contains(place) } }
    }
    guard let last = found.max(), last != found.min() else { return nil }
    return last
  }
}
