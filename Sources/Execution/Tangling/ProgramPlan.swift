import Lessons

/// One of the programs that a lesson's code makes: its pieces and its purpose.
///
/// The cells that run make one program, or several if a cell starts a new one. A cell that must fail, trap or
/// merely compile is put after the code before it, in a program of its own, so that the lesson continues as
/// if it were not there.
struct ProgramPlan: Sendable, Equatable {
  enum Goal: Sendable, Equatable {
    /// The results of all its units.
    case results
    /// Its last unit compiles.
    case compiles
    /// Its last unit does not compile.
    case isRejected
    /// Its last unit stops the program.
    case traps
  }

  let goal: Goal
  /// The indices of its pieces among the lesson's units, in program order.
  let units: [Int]

  /// The units whose results it gives.
  var resultUnits: ArraySlice<Int> {
    goal == .results ? units[...] : units.suffix(1)
  }

  /// The plan without some of its units.
  func without(_ units: Set<Int>) -> ProgramPlan {
    ProgramPlan(goal: goal, units: self.units.filter { !units.contains($0) })
  }

  /// The programs of a lesson.
  ///
  /// Complexity: O(n·m) for n units, m of which have a program of their own.
  static func plans(of lesson: Lesson) -> [ProgramPlan] {
    var plans: [ProgramPlan] = []
    var current: [Int] = []
    for (index, unit) in lesson.units.enumerated() {
      if unit.startsProgram, !current.isEmpty {
        plans.append(ProgramPlan(goal: .results, units: current))
        current = []
      }
      let before = current.filter { if case .cell = lesson.units[$0] { true } else { false } }
      switch unit.fate {
      case .runs, .claims: current.append(index)
      case .compilesOnly: plans.append(ProgramPlan(goal: .compiles, units: before + [index]))
      case .failsToCompile: plans.append(ProgramPlan(goal: .isRejected, units: before + [index]))
      case .traps: plans.append(ProgramPlan(goal: .traps, units: before + [index]))
      case .isShownOnly, .showsSource: continue
      }
    }
    if !current.isEmpty { plans.append(ProgramPlan(goal: .results, units: current)) }
    return plans
  }
}
