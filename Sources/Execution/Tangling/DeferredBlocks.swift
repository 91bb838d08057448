import SwiftReading

/// The `defer` statements at the top level of a part that never comes to its end: where a later part waits,
/// the program ends with that one, which runs what the earlier ones have deferred.
enum DeferredBlocks {
  /// What runs them, behind all that its own part defers.
  static let prelude = TangledCode.glue("defer { __lessonRunsDeferred() }")

  /// What makes closures of the blocks, whose own brackets close them.
  static func enclosures(in source: SwiftSource) -> [Enclosure] {
    openings(in: source).map { opening in
      let start = opening.upperBound
      return Enclosure(range: start..<start, opening: "__lessonDefers {", closing: nil)
    }
  }

  /// The words `defer` with the brackets behind them, which are left blank.
  static func openings(in source: SwiftSource) -> [Range<Int>] {
    source.statements.compactMap { statement in
      let keyword = source.tokens[statement.head]
      guard source.text(of: keyword) == "defer", let body = statement.bodies.first else {
        return nil
      }
      return keyword.range.lowerBound..<(source.range(of: body).lowerBound + 1)
    }
  }
}
