import Diagnostics
import Lessons
private import Synchronization

/// What one program gave.
struct ProgramOutcome: Sendable {
  /// The results of the plan's result units; none where a fault has cost them all.
  let results: [UnitResult]
  let diagnostics: [Diagnostic]
  /// Why it ran; `nil` where it did not.
  let reason: String?
  /// What it gave when it ran a second time; `nil` where it ran once.
  var again: [UnitResult]?
  /// What it has looked at.
  var files: [NotedFile] = []
  /// How it was compiled; `nil` where nothing of it ran.
  var settings: CompilationSettings?
}

/// Joins what the programs of lessons give, in whatever order they come to their ends.
final class GatheredOutcomes: Sendable {
  private let lessons: [Lesson]
  private let plans: [[ProgramPlan]]
  /// What each lesson's programs gave, in the order of its plans.
  private let programs: Mutex<[[ProgramOutcome?]]>

  init(_ lessons: [Lesson], _ plans: [[ProgramPlan]]) {
    self.lessons = lessons
    self.plans = plans
    programs = Mutex(plans.map { $0.map { _ in nil } })
  }

  /// Notes what a lesson's program gave.
  ///
  /// - Returns: whether it was the lesson's last.
  func note(_ outcome: ProgramOutcome, ofProgram program: Int, of lesson: Int) -> Bool {
    programs.withLock { programs in
      programs[lesson][program] = outcome
      return !programs[lesson].contains { $0 == nil }
    }
  }

  /// Why a lesson's programs ran, each reason once; none for those that did not.
  func reasons(ofLesson lesson: Int) -> [String] {
    var reasons: [String] = []
    for reason in known(lesson).compactMap(\.reason) where !reasons.contains(reason) {
      reasons.append(reason)
    }
    return reasons
  }

  /// How a lesson's programs that ran were compiled, each way once.
  func settings(ofLesson lesson: Int) -> [String] {
    var found: [String] = []
    for settings in known(lesson).compactMap(\.settings?.description)
    where !found.contains(settings) {
      found.append(settings)
    }
    return found
  }

  /// The outcome of a lesson, as far as its programs have come.
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
    return ExecutionEngine.Outcome(
      results: LessonResults(units: units),
      diagnostics: diagnostics,
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
