/// The content between a chart's braces: marks.
public protocol ChartContent {
  /// The marks, in the order they are drawn.
  var marks: ChartMarks { get }
}

/// Marks in the order they are drawn.
public struct ChartMarks: ChartContent, Sendable, Equatable {
  var list: [ChartMark]

  init(_ list: [ChartMark]) { self.list = list }

  /// The marks themselves.
  public var marks: ChartMarks { self }

  /// The marks after applying a change to each.
  func mapping(_ change: (inout ChartMark) -> Void) -> ChartMarks {
    var copy = self
    for index in copy.list.indices { change(&copy.list[index]) }
    return copy
  }
}

extension ChartContent {
  /// Distinguishes series. A category gives each series a colour together with a dash pattern, a
  /// symbol and a hatching, and names it in a label or the legend; a number shades a rectangle.
  ///
  /// - Parameter value: the series, or the number to shade by.
  /// - Returns: the marks, styled.
  public func foregroundStyle(by value: PlottableValue) -> ChartMarks {
    marks.mapping { $0.style = value }
  }

  /// Shows a symbol at each point of a line, and distinguishes series by it as `foregroundStyle(by:)`
  /// does: a series has one style, which includes the symbol.
  ///
  /// - Parameter value: the series.
  /// - Returns: the marks with symbols.
  public func symbol(by value: PlottableValue) -> ChartMarks {
    marks.mapping {
      $0.style = $0.style ?? value
      $0.showsSymbols = true
    }
  }

  /// Distinguishes series by the dash pattern, which is part of a series' one style.
  ///
  /// - Parameter value: the series.
  /// - Returns: the marks, styled.
  public func lineStyle(by value: PlottableValue) -> ChartMarks {
    marks.mapping { $0.style = $0.style ?? value }
  }

  /// Places bars of the same category beside each other rather than on top of each other.
  ///
  /// - Parameter value: the value in which the neighbours differ.
  /// - Returns: the marks, placed.
  public func position(by value: PlottableValue) -> ChartMarks {
    marks.mapping { $0.position = value }
  }

  /// Writes a text at the mark: along a rule, above a bar or point, or in a rectangle.
  ///
  /// - Parameter text: the text; it is not broken into lines.
  /// - Returns: the marks with the text.
  public func annotation(_ text: String) -> ChartMarks {
    marks.mapping { $0.annotation = text }
  }
}
