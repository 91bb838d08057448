package import Diagnostics
private import Markdown

/// The visible results of a cell, before they are formatted for a page.
package struct ShownValues {
  /// The values beside the lines, by the cell's line from 0.
  package let beside: [Int: [ObservedValue]]
  /// The text printed under the cell; may be empty.
  package let printed: PrintedText
  /// The output on standard error.
  package let errors: PrintedText
  /// The last value, if it has its own form to show under the cell.
  package let display: ObservedValue?

  package init(_ cell: Cell, _ result: UnitResult) {
    let hides = cell.options.hides
    guard hides == nil || hides == .code else {
      beside = [:]
      printed = PrintedText("")
      errors = PrintedText("")
      display = nil
      return
    }
    let values = result.values(ofCodeOf: cell)
    let last = values.last { !$0.isNested }
    let displayed = last.flatMap { $0.hasDisplay ? $0 : nil }
    // A value shown under the cell is not shown again beside its line, nor is a claim's result.
    let isShownElsewhere = displayed != nil || cell.options.fate == .claims
    beside = Self.byLine(
      values.filter { !isShownElsewhere || $0 != last }
        .filter { !(displayed?.containsInItsFirstLine($0) ?? false) },
      hides == .code ? .none : cell.options.values
    )
    printed = result.printed
    errors = result.errors
    display = displayed
  }

  /// The values of each line. If a statement shares a line with the blocks in it, only the statement's
  /// value is shown.
  private static func byLine(
    _ values: [ObservedValue],
    _ display: ValueDisplay
  ) -> [Int: [ObservedValue]] {
    var byLine: [Int: [ObservedValue]] = [:]
    for value in values where value.isShown {
      byLine[value.place.startLine, default: []].append(value)
    }
    switch display {
    case .none: return [:]
    case .last:
      guard let line = byLine.keys.max() else { return [:] }
      byLine = byLine.filter { $0.key == line }
    case .margin: break
    }
    return byLine.mapValues { values in
      let outer = values.filter { !$0.isNested }
      return (outer.isEmpty ? values : outer)
        .sorted { $0.place.startColumn < $1.place.startColumn }
    }
  }
}

extension UnitResult {
  /// The values of a cell's code, without those that comments state, which are only compared.
  package func values(ofCodeOf cell: Cell) -> [ObservedValue] {
    let stated = cell.swift.promises.filter(\.isStated).map { cell.swift.place(of: $0.range) }
    return stated.isEmpty ? values : values.filter { !stated.contains($0.place) }
  }
}

extension ObservedValue {
  /// The media types of forms that are shown under a cell, the richest first.
  package static let displayTypes = ["text/html", "image/svg+xml", "text/latex", "image/png"]

  /// Whether it has a form that is shown under its cell.
  package var hasDisplay: Bool { Self.displayTypes.contains { representations[$0] != nil } }

  /// Whether another value belongs to a part of this one's expression, on the expression's first line.
  fileprivate func containsInItsFirstLine(_ other: ObservedValue) -> Bool {
    other.isNested && other.place.startLine == place.startLine
      && other.place.startColumn >= place.startColumn
      && (other.place.endLine, other.place.endColumn) <= (place.endLine, place.endColumn)
  }
}
