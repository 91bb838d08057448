/// Collects the marks between a chart's braces: statements, loops, conditions and arrays of marks.
@resultBuilder
public enum ChartContentBuilder {
  /// Marks.
  public static func buildExpression(_ content: some ChartContent) -> ChartMarks { content.marks }

  /// An array of marks.
  public static func buildExpression(_ content: [some ChartContent]) -> ChartMarks {
    ChartMarks(content.flatMap { $0.marks.list })
  }

  /// Statements, one after the other.
  public static func buildBlock(_ content: ChartMarks...) -> ChartMarks { buildArray(content) }

  /// An `if` without an `else`.
  public static func buildOptional(_ content: ChartMarks?) -> ChartMarks {
    content ?? ChartMarks([])
  }

  /// The first branch of an `if` or `switch`.
  public static func buildEither(first content: ChartMarks) -> ChartMarks { content }

  /// The other branches.
  public static func buildEither(second content: ChartMarks) -> ChartMarks { content }

  /// A `for` loop.
  public static func buildArray(_ content: [ChartMarks]) -> ChartMarks {
    ChartMarks(content.flatMap { $0.list })
  }
}
