import Lessons
import SwiftReading

extension LessonUnit {
  /// The values at places in its own text, with lines counted from its first. It leaves out values reported
  /// by code of an earlier cell that it calls, and values that a function or type computes each time it is
  /// used: these belong to its uses, not to its text.
  func ownValues(of run: ProgramRecords.Unit) -> [ObservedValue] {
    guard let lines else { return [] }
    let initializers = swift.source.statements.flatMap { statement in
      swift.source.boundNames(of: statement).compactMap(\.initializer?.lowerBound)
    }
    return run.values.compactMap { place, value in
      // Variables that a result builder creates are left out.
      guard lines.contains(place.startLine), !value.name.hasPrefix("$") else { return nil }
      let own = place.relative(toLine: lines.lowerBound)
      // Macro expansions have places of their own, which are not in this text.
      guard let range = swift.range(of: own), swift.source.hasTokens(boundingRange: range) else {
        return nil
      }
      // The closure around an initializer (`EarlierValue`) reports a value that its variable reports too.
      guard !value.name.isEmpty || !initializers.contains(range.lowerBound) else { return nil }
      let isOfDeclaration = swift.source.bodies(around: range.lowerBound).contains {
        $0.kind == .function || $0.kind == .type || $0.kind == .accessors
      }
      return isOfDeclaration ? nil : value.moved(to: own)
    }
  }

  /// The output of its own statements, by their place in its code.
  func ownOutputs(of run: ProgramRecords, _ printed: (Range<Int>) -> String) -> [StatementOutput] {
    guard let lines else { return [] }
    return run.statements.compactMap { statement in
      guard lines.contains(statement.line),
        let offset = swift.offset(line: statement.line - lines.lowerBound, column: statement.column)
      else { return nil }
      return StatementOutput(offset: offset, text: statement.ranges.map(printed).joined())
    }
  }
}

extension ObservedValue {
  fileprivate func moved(to place: Place) -> ObservedValue {
    ObservedValue(
      place: place,
      isNested: isNested,
      count: count,
      name: name,
      type: type,
      text: text,
      representations: representations
    )
  }
}
