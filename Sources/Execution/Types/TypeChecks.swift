import Lessons
private import Synchronization

/// The type checks of the programs that a build compiles, each of which is done once.
final class TypeChecks: Sendable {
  private let check: TypeCheck
  /// By the text of the program.
  private let begun = Mutex<[String: Once<[CheckedExpression]>]>([:])

  /// How many programs are checked as one: those that are there first are not to wait for all.
  private static let groupSize = 6

  init(_ check: TypeCheck) {
    self.check = check
  }

  /// Begins with programs that are about to be compiled, in their order, those together that can be.
  func begin(_ programs: [TangledProgram]) {
    var groups: [[TangledProgram]] = []
    var open: [String: Int] = [:]
    for program in programs {
      let fits = program.fitsInBlock
      if fits, let index = open[program.head], groups[index].count < Self.groupSize {
        groups[index].append(program)
      } else {
        if fits { open[program.head] = groups.count }
        groups.append([program])
      }
    }
    for group in groups {
      if group.count > 1 { beginTogether(group) }
      for program in group { once(program).begin() }
    }
  }

  private func beginTogether(_ group: [TangledProgram]) {
    let answers = Once { [check] in try await check.expressions(of: group) }
    for (index, program) in group.enumerated() {
      let own = Once { [check] in
        // Of one program the services may have died, or what it leaves open has spoilt another.
        if let answer = try? await answers.value[index], answer.isWhole(of: program) {
          return answer
        }
        return try await check.expressions(of: program)
      }
      begun.withLock { $0[program.text] = own }
    }
    answers.begin()
  }

  /// The expressions of a program that have a type, each before those in it.
  ///
  /// - Throws: `SourceKit.Failure` where the services do not answer.
  func expressions(of program: TangledProgram) async throws -> [CheckedExpression] {
    try await once(program).value
  }

  /// Ends what nobody waits for any more.
  func cancel() {
    for check in begun.withLock({ Array($0.values) }) { check.cancel() }
  }

  private func once(_ program: TangledProgram) -> Once<[CheckedExpression]> {
    begun.withLock { begun in
      if let known = begun[program.text] { return known }
      let new = Once { [check] in try await check.expressions(of: program) }
      begun[program.text] = new
      return new
    }
  }
}

extension [CheckedExpression] {
  /// Whether they reach to the last call of a program, and nothing of their types is open.
  fileprivate func isWhole(of program: TangledProgram) -> Bool {
    let end = program.text.utf8.count - 1
    return contains { $0.offset + $0.length == end } && allSatisfy(\.hasKnownType)
  }
}
