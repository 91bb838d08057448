import Lessons
import SwiftReading

extension LessonUnit {
  /// The values at places of its own text, with lines counted from its first; code of an earlier
  /// cell that it calls reports values too, which are not its own. Nor are those shown that a
  /// function or type computes each time it is used: they belong to its uses, not to its text.
  func ownValues(of run: ProgramRecords.Unit) -> [ObservedValue] {
    guard let lines else { return [] }
    let initializers = swift.source.statements.flatMap { statement in
      swift.source.boundNames(of: statement).compactMap(\.initializer?.lowerBound)
    }
    return run.values.compactMap { place, value in
      // Variables that a result builder makes are left out.
      guard lines.contains(place.startLine), !value.name.hasPrefix("$") else { return nil }
      let own = place.relative(toLine: lines.lowerBound)
      // What a macro expands to has places of its own, which are none of this text.
      guard let range = swift.range(of: own), swift.source.hasTokens(boundingRange: range) else {
        return nil
      }
      // The closure that makes a value of an earlier one (`EarlierValue`) reports it, and so does its name.
      guard !value.name.isEmpty || !initializers.contains(range.lowerBound) else { return nil }
      let isOfDeclaration = swift.source.bodies(around: range.lowerBound).contains {
        $0.kind == .function || $0.kind == .type || $0.kind == .accessors
      }
      return isOfDeclaration ? nil : value.moved(to: own)
    }
  }

  /// What statements of its own printed, by their place in its code.
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
