import SwiftReading

/// The `defer` statements at the top level of a part that never reaches its end: if a later part waits, the
/// program ends in that part, which runs what the earlier ones have deferred.
enum DeferredBlocks {
  /// The code that runs them, after everything that its own part defers.
  static let prelude = TangledCode.glue("defer { __lessonRunsDeferred() }")

  /// Turns the blocks into closures, which the blocks' own brackets close.
  static func enclosures(in source: SwiftSource) -> [Enclosure] {
    openings(in: source).map { opening in
      let start = opening.upperBound
      return Enclosure(range: start..<start, opening: "__lessonDefers {", closing: nil)
    }
  }

  /// The `defer` keywords with their opening brackets, which are left blank.
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
