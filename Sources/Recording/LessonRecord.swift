private import Diagnostics
package import Lessons
import Markdown
import SwiftReading
import Weaving

/// All recordable results of a lesson, as its program has just computed them.
package struct LessonRecord: Sendable {
  /// An output fence and the lines that belong in it.
  struct Output: Sendable {
    let fence: OutputFence
    let lines: [CellOutput.Line]
    let tolerance: Tolerance
    /// Whether the output may differ in every run, and is only an example.
    let isExample: Bool
  }

  /// A promise in a comment, and its result.
  struct Promise: Sendable {
    let comment: ResultComment
    let cell: Cell
    /// The text of the value or of the printed lines; `nil` if nothing is left for it to promise.
    let result: String?
    /// Whether the result was printed.
    let isPrinted: Bool
    let tolerance: Tolerance
  }

  package let lesson: Lesson
  /// Whether the whole lesson ran; otherwise its values cannot be compared with the results file.
  package let isWhole: Bool
  /// The values for the results file, in the order of the document.
  package let values: [LiveValue]
  private(set) var outputs: [Output]
  private(set) var promises: [Promise]
  /// The lines of comments that look like promises, but say nothing about what their cell does.
  package let unreadLines: [Int]

  /// The number of recorded results.
  package var count: Int { values.count + outputs.count + promises.count }

  /// - Parameters:
  ///   - lesson: the lesson.
  ///   - results: the results of its program, one for each unit.
  ///   - recordsValues: whether the lesson has a results file, in addition to what it records itself.
  ///
  /// Complexity: O(n) in the size of the lesson and its results, O(p·n) if p promises do not cover all
  /// n printed lines.
  package init(_ lesson: Lesson, _ results: LessonResults, recordsValues: Bool = true) {
    var values: [LiveValue] = []
    var outputs: [Output] = []
    var promises: [Promise] = []
    var unread: [Int] = []
    // An inline expression is as exact as the values that it names.
    var limits: [String: Double] = [:]
    // It is also volatile if they are.
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
        // A volatile cell's results in the lesson are only examples of its output.
        let isExample = cell.options.isVolatile
        if !isExample { promises += promised.promises }
        unread += promised.unread.map { cell.swift.lineNumber(of: $0.range.lowerBound) }
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
    unreadLines = unread
  }

  /// The record without the promises and outputs on some lines of the file.
  package func without(lines: Set<Int>) -> LessonRecord {
    var record = self
    record.promises.removeAll { lines.contains($0.start.line) }
    record.outputs.removeAll { lines.contains($0.fence.openingLine) }
    return record
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
  /// The functions that the cell declares.
  fileprivate var functionNames: [String] {
    let source = swift.source
    return source.statements.compactMap { statement in
      statement.kind == .declaration(.function) ? source.declaredName(of: statement) : nil
    }
  }
}
