/// A chart, shown under the cell whose last expression it is. Its API follows Swift Charts.
///
///     Chart {
///       for point in curve {
///         LineMark(x: .value("gap", point.gap), y: .value("loss", point.loss))
///           .foregroundStyle(by: .value("of", point.name))
///       }
///       RuleMark(y: .value("loss", 0.0)).annotation("equal")
///     }
///     .chartTitle("Loss against the gap between two logits")
///     .chartXScale(type: .log)
///
/// It is drawn as SVG in the colours of the page, light or dark, in one form for wide columns and one
/// for narrow ones, and includes its title, a description and its data as a table. Series differ in
/// dash, symbol and hatching as well as in colour. The same chart always produces the same bytes.
public struct Chart: Sendable, Equatable {
  let marks: [ChartMark]
  var configuration = ChartConfiguration()

  /// Creates a chart of the marks between its braces.
  ///
  /// - Parameter content: the marks; loops, conditions and arrays of marks may be among them.
  /// - Throws: any error that `content` throws.
  public init<Failure: Error>(
    @ChartContentBuilder content: () throws(Failure) -> ChartMarks
  ) throws(Failure) {
    marks = try content().list
  }

  /// Creates a chart of a collection's elements.
  ///
  /// - Parameters:
  ///   - data: the elements.
  ///   - content: the marks of one element.
  /// - Throws: any error that `content` throws.
  public init<Data: Sequence, Failure: Error>(
    _ data: Data,
    @ChartContentBuilder content: (Data.Element) throws(Failure) -> ChartMarks
  ) throws(Failure) {
    var list: [ChartMark] = []
    for element in data { list += try content(element).list }
    marks = list
  }
}

extension Chart: LessonDisplayable, CustomStringConvertible {
  /// The chart as text, as HTML (the drawing and its data) and as SVG only.
  ///
  /// Complexity: O(n log n) in the number of marks.
  public var lessonDisplay: LessonDisplay {
    let drawing = ChartFragment(of: self)
    return LessonDisplay(plainText: drawing.plainText, html: drawing.html, svg: drawing.svg)
  }

  /// The chart in words: its title, its kind, its axes, and each series with its extent.
  public var description: String { ChartFragment(of: self).plainText }
}
