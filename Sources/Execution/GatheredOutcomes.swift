import Diagnostics
import Lessons
private import Synchronization

/// The outcome of one program.
struct ProgramOutcome: Sendable {
  /// The results of the plan's result units; empty if all were lost to a fault.
  let results: [UnitResult]
  var diagnostics: [Diagnostic]
  /// Why it ran; `nil` if it did not.
  let reason: String?
  /// The results of its second run; `nil` if it ran only once.
  var again: [UnitResult]?
  /// The files that it looked at.
  var files: [NotedFile] = []
  /// How it was compiled; `nil` if it did not run.
  var settings: CompilationSettings?
  /// What its page computes again; `nil` if it has no controls.
  var page: PageProgram?
}

/// Joins the outcomes of lessons' programs, in whatever order they finish.
final class GatheredOutcomes: Sendable {
  private let lessons: [Lesson]
  private let plans: [[ProgramPlan]]
  /// The outcomes of each lesson's programs, in the order of its plans.
  private let programs: Mutex<[[ProgramOutcome?]]>

  init(_ lessons: [Lesson], _ plans: [[ProgramPlan]]) {
    self.lessons = lessons
    self.plans = plans
    programs = Mutex(plans.map { $0.map { _ in nil } })
  }

  /// Adds the outcome of a lesson's program.
  ///
  /// - Returns: whether it was the lesson's last program to finish.
  func note(_ outcome: ProgramOutcome, ofProgram program: Int, of lesson: Int) -> Bool {
    programs.withLock { programs in
      programs[lesson][program] = outcome
      return !programs[lesson].contains { $0 == nil }
    }
  }

  /// Why a lesson's programs ran, without duplicates; empty if none ran.
  func reasons(ofLesson lesson: Int) -> [String] {
    var reasons: [String] = []
    for reason in known(lesson).compactMap(\.reason) where !reasons.contains(reason) {
      reasons.append(reason)
    }
    return reasons
  }

  /// How those of a lesson's programs that ran were compiled, without duplicates.
  func settings(ofLesson lesson: Int) -> [String] {
    var found: [String] = []
    for settings in known(lesson).compactMap(\.settings?.description)
    where !found.contains(settings) {
      found.append(settings)
    }
    return found
  }

  /// The outcome of a lesson, from the programs that have finished.
  func outcome(ofLesson lesson: Int) -> ExecutionEngine.Outcome {
    let missing = UnitResult(ending: .missing)
    var units = Array(repeating: missing, count: lessons[lesson].units.count)
    var again: [UnitResult]? = units
    var files: [NotedFile] = []
    var diagnostics: [Diagnostic] = []
    for (plan, outcome) in zip(plans[lesson], known(lesson)) {
      // Programs that share cells share their faults.
      diagnostics += outcome.diagnostics.filter { !diagnostics.contains($0) }
      files += outcome.files.filter { !files.contains($0) }
      for (unit, result) in zip(plan.resultUnits, outcome.results) { units[unit] = result }
      guard let repeated = outcome.again else {
        again = nil
        continue
      }
      for (unit, result) in zip(plan.resultUnits, repeated) { again?[unit] = result }
    }
    let warnings = AnnouncedWarnings(diagnostics, of: lessons[lesson], units)
    return ExecutionEngine.Outcome(
      results: LessonResults(
        units: warnings.units,
        program: known(lesson).lazy.compactMap(\.page).first
      ),
      diagnostics: warnings.diagnostics,
      again: again.map { LessonResults(units: $0) },
      files: files,
      isKept: !plans[lesson].isEmpty && reasons(ofLesson: lesson).isEmpty
    )
  }

  private func known(_ lesson: Int) -> [ProgramOutcome] {
    let none = ProgramOutcome(results: [], diagnostics: [], reason: nil)
    return programs.withLock { $0[lesson].map { $0 ?? none } }
  }
}
