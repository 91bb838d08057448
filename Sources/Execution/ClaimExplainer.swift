import Diagnostics
import Lessons
private import Markdown

/// Adds to a false claim what its operands are, by running the program once more with them read at
/// its end.
struct ClaimExplainer {
  let lesson: Lesson
  static let identifier = "false-claim"

  /// The faults, each false claim in them with a note for each of its operands.
  ///
  /// - Parameters:
  ///   - faults: what is wrong with a run.
  ///   - run: runs the program with some expressions at its end, and gives its records.
  /// - Returns: the faults as they are where nothing can be added to them.
  func explained(
    _ faults: [Diagnostic],
    run: (_ probes: [String]) async throws -> RunRecords
  ) async -> [Diagnostic] {
    let operands = faults.map { fault in
      fault.identifier == Self.identifier ? ClaimOperands.split(claim(at: fault.location)) : []
    }
    let probes = operands.flatMap(\.self)
    // A claim may end in a line that is no expression of its own; then it stands unexplained.
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

  /// The expression that begins at a place: a claim's is the last of its cell, which it may fill to
  /// the end.
  private func claim(at place: Diagnostic.Location?) -> String {
    guard let place, let unit = lesson.units.first(where: { $0.contains(place) }) else { return "" }
    let lines = unit.code.drop { $0.start.line < place.range.start.line }.map { line in
      line.text.firstRange(of: "//").map { String(line.text[..<$0.lowerBound]) } ?? line.text
    }
    return lines.joined(separator: " ").split(whereSeparator: \.isWhitespace)
      .joined(separator: " ")
  }
}
