package import Diagnostics
package import Lessons
private import Markdown

/// What a reader sees of a cell's results, before it is dressed for a page.
package struct ShownValues {
  /// The values beside the lines, by line of the cell from 0.
  package let beside: [Int: [ObservedValue]]
  /// What is printed under the cell; empty where nothing is.
  package let printed: PrintedText
  /// What was written on standard error.
  package let errors: PrintedText
  /// The last value, where it has a form of its own to show under the cell.
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
    let displayed = last.flatMap(WovenDisplay.Form.init) == nil ? nil : last
    // What is shown whole under the cell is not shown again beside its line. Nor is what a claim
    // came to.
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

  /// The values of each line. Where a statement and the blocks in it share a line, the statement's
  /// value is what the line says.
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
  /// The values of a cell's code; what its comments state is compared with them, and not shown again.
  package func values(ofCodeOf cell: Cell) -> [ObservedValue] {
    let stated = cell.swift.promises.filter(\.isStated).map { cell.swift.place(of: $0.range) }
    return stated.isEmpty ? values : values.filter { !stated.contains($0.place) }
  }
}

extension ObservedValue {
  /// Whether another value is of a part of this one's expression, in the line where that begins.
  fileprivate func containsInItsFirstLine(_ other: ObservedValue) -> Bool {
    other.isNested && other.place.startLine == place.startLine
      && other.place.startColumn >= place.startColumn
      && (other.place.endLine, other.place.endColumn) <= (place.endLine, place.endColumn)
  }
}
