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

  /// Begins with programs that are about to be compiled, those together that can be.
  func begin(_ programs: [TangledProgram]) {
    let together = programs.filter(\.fitsInBlock)
    let byHead = Dictionary(grouping: together, by: \.head).sorted { $0.key < $1.key }
    for group in byHead.flatMap({ $0.value.chunks(of: Self.groupSize) }) where group.count > 1 {
      let answers = Once { [check] in try await check.expressions(of: group) }
      for (index, program) in group.enumerated() {
        let own = Once { [check] in
          // Of one program the services may have died, or what it leaves open has spoilt another.
          if let answer = try? await answers.value[index], answer.allSatisfy(\.hasKnownType) {
            return answer
          }
          return try await check.expressions(of: program)
        }
        begun.withLock { $0[program.text] = own }
      }
      answers.begin()
    }
    for program in programs { once(program).begin() }
  }

  /// The expressions of a program that have a type, each before those in it; none where the services do
  /// not answer.
  func expressions(of program: TangledProgram) async -> [CheckedExpression] {
    (try? await once(program).value) ?? []
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

extension Array {
  fileprivate func chunks(of size: Int) -> [[Element]] {
    stride(from: 0, to: count, by: size).map { Array(self[$0..<Swift.min($0 + size, count)]) }
  }
}
