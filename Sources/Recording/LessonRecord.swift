private import Diagnostics
package import Lessons
import Markdown
import SwiftReading
import Weaving

/// All that a lesson shows and that is recorded somewhere, as its program has just computed it.
package struct LessonRecord: Sendable {
  /// An output fence and what belongs in it.
  struct Output: Sendable {
    let fence: OutputFence
    let lines: [CellOutput.Line]
    let tolerance: Tolerance
    /// Whether it may be another in every run, so that it shows what is possible.
    let isExample: Bool
  }

  /// A promise in a comment, and what came of it.
  struct Promise: Sendable {
    let comment: ResultComment
    let cell: Cell
    /// The text of the value or of what was printed; `nil` where nothing is left that it could
    /// promise.
    let result: String?
    /// Whether that was printed.
    let isPrinted: Bool
    let tolerance: Tolerance
  }

  package let lesson: Lesson
  /// Whether all of the lesson ran; otherwise the values that there are have no place among those of
  /// the results file.
  package let isWhole: Bool
  /// What the results file holds, in the order of the document.
  package let values: [LiveValue]
  let outputs: [Output]
  let promises: [Promise]

  /// How many results are recorded.
  package var count: Int { values.count + outputs.count + promises.count }

  /// - Parameters:
  ///   - lesson: the lesson.
  ///   - results: what its program has computed, one result for each of its units.
  ///   - recordsValues: whether it has a results file, besides what is recorded in itself.
  ///
  /// Complexity: O(n) in the size of the lesson and its results, O(p·n) where p promises do not
  /// cover all n printed lines.
  package init(_ lesson: Lesson, _ results: LessonResults, recordsValues: Bool = true) {
    var values: [LiveValue] = []
    var outputs: [Output] = []
    var promises: [Promise] = []
    // An inline expression is as exact as the values that it names.
    var limits: [String: Double] = [:]
    // So is it volatile with them.
    var volatileNames: Set<String> = []
    for (unit, result) in zip(lesson.units, results.units) where result.ending != .missing {
      switch unit {
      case .cell(let cell):
        let bound = result.values.map(\.name).filter { !$0.isEmpty }
        for name in bound + cell.functionNames {
          limits[name] = cell.options.tolerance
          if cell.options.isVolatile {
            volatileNames.insert(name)
          } else {
            volatileNames.remove(name)
          }
        }
        guard cell.runs, !cell.code.lines.isEmpty else { continue }
        let fence = OutputFence(of: cell, in: lesson)
        let promised = PromisedResults(of: cell, result)
        // What a volatile cell has recorded in the lesson is an example of what it shows.
        let isExample = cell.options.isVolatile
        if !isExample { promises += promised.promises }
        if let fence, !(isExample && fence.block.lines.contains { !$0.text.isEmpty }) {
          outputs.append(
            Output(
              fence: fence,
              lines: CellOutput(cell, result).lines,
              tolerance: Tolerance(cell.options.tolerance),
              isExample: isExample
            )
          )
        }
        let shown = Self.values(
          of: cell,
          result,
          in: lesson,
          hasFence: fence != nil,
          recordsPrinted: fence == nil && !promised.coverPrinted
        )
        values += isExample ? shown.map(\.ofVolatileCell) : shown
      case .inline(let inline):
        guard let value = result.lastValue, value.isShown else { continue }
        let names = inline.swift.source.names
        let limit = names.compactMap { limits[$0] }.max()
        let live = LiveValue(value, of: inline, in: lesson, limit: limit)
        let isVolatile = names.contains(where: volatileNames.contains)
        values.append(isVolatile ? live.ofVolatileCell : live)
      }
    }
    self.lesson = lesson
    isWhole = results.isWhole
    self.values = recordsValues && isWhole ? values : []
    self.outputs = outputs
    self.promises = promises
  }

  private static func values(
    of cell: Cell,
    _ result: UnitResult,
    in lesson: Lesson,
    hasFence: Bool,
    recordsPrinted: Bool
  ) -> [LiveValue] {
    let shown = ShownValues(cell, result)
    // A displayed value has its exact numbers in its HTML; a fence holds only its text.
    let fenced = hasFence ? CellOutput.lastValue(of: cell, result) : nil
    var values = shown.beside.sorted { $0.key < $1.key }.flatMap { _, beside in
      beside.filter { $0 != fenced }
        .map { LiveValue($0, of: cell, in: lesson, isNamed: beside.count > 1) }
    }
    if let display = shown.display {
      let numbers = (display.representations["text/html"] ?? "")
        .matches(of: /<data value="([^"]*)"/).map { String($0.output.1) }
      values.append(
        LiveValue(display, of: cell, in: lesson, isNamed: false, numbers: numbers)
      )
    }
    if recordsPrinted, !shown.printed.isEmpty {
      values.append(LiveValue(printed: shown.printed.text, by: cell, in: lesson))
    }
    return values
  }
}

extension Cell {
  /// The functions that it declares.
  fileprivate var functionNames: [String] {
    let source = swift.source
    return source.statements.compactMap { statement in
      statement.kind == .declaration(.function) ? source.declaredName(of: statement) : nil
    }
  }
}
