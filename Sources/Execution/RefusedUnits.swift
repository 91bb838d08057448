import Diagnostics
import Lessons
private import Markdown

/// The units of a program that the compiler refuses, and why: the program is made without them, so
/// that one faulty cell hides neither the faults nor the results of the others.
struct RefusedUnits {
  private(set) var units: Set<Int> = []
  private var errors: [Diagnostic] = []
  /// By the position in `errors` of the error that is to blame.
  private var consequences: [Int: [Diagnostic.Note]] = [:]

  /// What is wrong with them. What fails only for want of a refused unit is a note of its error.
  var diagnostics: [Diagnostic] {
    errors.enumerated().map { index, error in error.adding(consequences[index] ?? []) }
  }

  /// Takes the units in which the compiler finds errors.
  ///
  /// - Returns: whether there are any; no other program is worth making where there are none.
  mutating func refuse(
    _ diagnostics: [Diagnostic],
    in plan: ProgramPlan,
    of lesson: Lesson
  ) -> Bool {
    let earlier = units
    for diagnostic in diagnostics where diagnostic.severity == .error {
      // A brace left open is told at the end of the program, and noted where it stands.
      let places = [diagnostic.location] + diagnostic.notes.map(\.location)
      guard
        let (place, unit) = places.lazy.compactMap(\.self).compactMap({ place in
          plan.units.first { lesson.units[$0].contains(place) }.map { (place, $0) }
        }).first
      else { continue }
      units.insert(unit)
      if let name = diagnostic.message.missingName,
        let blamed = errors.firstIndex(where: { error in
          earlier.contains { lesson.units[$0].contains(error) && lesson.units[$0].mentions(name) }
        })
      {
        let note = Diagnostic.Note(
          "without it, this does not run: \(diagnostic.message)",
          at: place
        )
        consequences[blamed, default: []].append(note)
      } else {
        errors.append(
          Diagnostic(
            diagnostic.severity,
            diagnostic.identifier,
            diagnostic.message,
            at: place,
            notes: diagnostic.notes
          )
        )
      }
    }
    return units != earlier
  }
}

extension LessonUnit {
  /// Whether the name is a word of its code.
  fileprivate func mentions(_ name: String) -> Bool {
    code.contains { line in
      line.text.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.contains { $0 == name }
    }
  }
}

extension String {
  /// The name that, says the compiler's message, is not there.
  fileprivate var missingName: String? {
    firstMatch(of: /^cannot find (?:type |operator )?'([^']+)'|has no member '([^']+)'/).flatMap {
      ($0.output.1 ?? $0.output.2).map(String.init)
    }
  }
}
