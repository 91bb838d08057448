import Diagnostics
import Lessons
import SwiftReading

/// Explains a false claim by the values of its operands, running the program again to read them at its end.
struct ClaimExplainer {
  let lesson: Lesson
  static let identifier = "false-claim"

  /// The faults, with a note on each false claim for each of its operands.
  ///
  /// - Parameters:
  ///   - faults: the faults of a run.
  ///   - run: runs the program with some expressions at its end, and returns its records.
  /// - Returns: the unchanged faults if nothing can be added to them.
  func explained(
    _ faults: [Diagnostic],
    run: (_ probes: [String]) async throws -> ProgramRecords
  ) async -> [Diagnostic] {
    let operands = faults.map { fault in
      fault.identifier == Self.identifier ? ClaimOperands.split(claim(at: fault.location)) : []
    }
    let probes = operands.flatMap(\.self)
    // A claim may end in a line that is not an expression by itself; then it stays unexplained.
    guard !probes.isEmpty, let records = try? await run(probes) else { return faults }
    let values = records.units.filter { $0.index >= lesson.units.count }
      .map { $0.values.last { !$0.value.isNested }?.value.text }
    guard values.count == probes.count else { return faults }
    var next = 0
    return zip(faults, operands).map { fault, operands in
      let notes = operands.map { operand in
        defer { next += 1 }
        return Diagnostic.Note("'\(operand)' is \(values[next] ?? "not to be seen")")
      }
      return fault.adding(notes)
    }
  }

  /// The claim of the cell that contains a place: its last statement.
  private func claim(at place: Diagnostic.Location?) -> String {
    guard let place, let unit = lesson.units.first(where: { $0.contains(place) }),
      let last = unit.swift.source.statements.last
    else { return "" }
    return unit.swift.source.withoutComments(in: last.tokens)
  }
}

extension SwiftSource {
  /// The code of some tokens without the comments between them.
  fileprivate func withoutComments(in range: Range<Int>) -> String {
    var text = ""
    var end = range.first.map { tokens[$0].range.lowerBound } ?? 0
    for token in tokens[range] {
      if !token.kind.isComment { text += self.text(in: end..<token.range.upperBound) }
      end = token.range.upperBound
    }
    return text
  }
}
