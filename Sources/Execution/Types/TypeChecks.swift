import Basics
import Foundation
import Lessons
private import Synchronization

/// The type checks of the programs that a build compiles, each of which is done once.
final class TypeChecks: Sendable {
  private let check: TypeCheck
  private let begun = Mutex<[TypeCheck.Subject: Once<[CheckedExpression]>]>([:])

  /// How many programs are checked as one: few enough that the first need not wait for all.
  private static let groupSize = 6

  init(_ check: TypeCheck) {
    self.check = check
  }

  /// Starts checking programs that are about to be compiled, in order, together if possible.
  func begin(_ subjects: [TypeCheck.Subject]) {
    var groups: [[TypeCheck.Subject]] = []
    var open: [[String]: Int] = [:]
    for subject in subjects {
      let kind = [subject.head] + subject.arguments
      if subject.fitsInBlock, let index = open[kind], groups[index].count < Self.groupSize {
        groups[index].append(subject)
      } else {
        if subject.fitsInBlock { open[kind] = groups.count }
        groups.append([subject])
      }
    }
    for group in groups {
      if group.count > 1 { beginTogether(group) }
      for subject in group { once(subject).begin() }
    }
  }

  /// Starts checking parts of a program whose modules are in a folder.
  func begin(_ parts: [ProgramPart], _ settings: CompilationSettings, in folder: URL) {
    begin(parts.map { TypeCheck.Subject($0, settings, in: folder) })
  }

  private func beginTogether(_ group: [TypeCheck.Subject]) {
    let answers = Once { [check] in try await check.expressions(of: group) }
    for (index, program) in group.enumerated() {
      let own = Once { [check] in
        // The services may have died on one program, or its errors may have affected another.
        if let answer = try? await answers.value[index], answer.isWhole(of: program) {
          return answer
        }
        return try await check.expressions(of: program)
      }
      begun.withLock { $0[program] = own }
    }
    answers.begin()
  }

  /// The typed expressions of a program, each before those inside it.
  ///
  /// - Throws: `SourceKit.Failure` if the services do not answer.
  func expressions(of subject: TypeCheck.Subject) async throws -> [CheckedExpression] {
    try await once(subject).value
  }

  /// Cancels the checks that are no longer needed.
  func cancel() {
    for check in begun.withLock({ Array($0.values) }) { check.cancel() }
  }

  private func once(_ subject: TypeCheck.Subject) -> Once<[CheckedExpression]> {
    begun.withLock { begun in
      if let known = begun[subject] { return known }
      let new = Once { [check] in try await check.expressions(of: subject) }
      begun[subject] = new
      return new
    }
  }
}

extension [CheckedExpression] {
  /// Whether they reach the last call of a program, and all of their types are known.
  fileprivate func isWhole(of subject: TypeCheck.Subject) -> Bool {
    let end = subject.text.utf8.count - 1
    return contains { $0.offset + $0.length == end } && allSatisfy(\.hasKnownType)
  }
}
