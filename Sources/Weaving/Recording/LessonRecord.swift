package import Lessons
import Markdown

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
        let (own, coversPrinted) = Self.promises(of: cell, result)
        // What a volatile cell has recorded in the lesson is an example of what it shows.
        let isExample = cell.options.isVolatile
        if !isExample { promises += own }
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
          recordsPrinted: fence == nil && !coversPrinted
        )
        values += isExample ? shown.map(\.ofVolatileCell) : shown
      case .inline(let inline):
        guard let value = result.lastValue else { continue }
        let names = inline.source.split { !$0.isLetter && !$0.isNumber && $0 != "_" }
        let limit = names.compactMap { limits[String($0)] }.max()
        let live = LiveValue(value, of: inline, in: lesson, limit: limit)
        let isVolatile = names.contains { volatileNames.contains(String($0)) }
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
      values.append(LiveValue(printed: shown.printed, by: cell, in: lesson))
    }
    return values
  }

  private static func promises(
    of cell: Cell,
    _ result: UnitResult
  ) -> (promises: [Promise], coverPrinted: Bool) {
    let comments = ResultComment.comments(in: cell)
    guard !comments.isEmpty else { return ([], false) }
    let tolerance = Tolerance(cell.options.tolerance)
    var promises: [Promise] = []
    var ofPrinted: [ResultComment] = []
    for comment in comments {
      switch result.meaning(of: comment) {
      case .ofPrinted: ofPrinted.append(comment)
      case .ofValue(let text):
        promises.append(
          Promise(comment: comment, cell: cell, result: text, tolerance: tolerance)
        )
      case .remark: break
      }
    }
    let lines = CellOutput.lines(of: result.printed)
    let ranges = PromiseMatching.lines(of: ofPrinted, in: lines, tolerance)
    for (comment, range) in zip(ofPrinted, ranges) {
      // A literal may be a mere remark.
      guard range != nil || comment.form == .prints else { continue }
      promises.append(
        Promise(
          comment: comment,
          cell: cell,
          result: range.map { lines[$0].joined(separator: "\n") },
          tolerance: tolerance
        )
      )
    }
    let covered = ranges.compactMap { $0?.count }.reduce(0, +)
    return (promises.sorted { $0.comment.line < $1.comment.line }, covered == lines.count)
  }
}

extension Cell {
  /// The functions that it declares.
  fileprivate var functionNames: [String] {
    code.lines.compactMap { line in
      guard line.text.contains("func ") else { return nil }
      return line.text.firstMatch(of: /\bfunc\s+(\w+)/).map { String($0.output.1) }
    }
  }
}

extension UnitResult {
  fileprivate enum CommentMeaning {
    /// It promises what is printed.
    case ofPrinted
    /// It promises the statement's value, which is this.
    case ofValue(String)
    /// It promises nothing: its literal is not one of the value's type.
    case remark
  }

  fileprivate func meaning(of comment: ResultComment) -> CommentMeaning {
    let line: Int
    switch comment.form {
    case .prints: return .ofPrinted
    case .literal: line = comment.statementEnd
    case .stated: line = comment.line
    }
    guard
      let value = values.last(where: {
        !$0.isNested && $0.place.endLine == line && $0.type != "()"
      })
    else { return comment.form == .stated ? .remark : .ofPrinted }
    // A slice within a tuple tells its type as well.
    let text = value.text.replacing(/ArraySlice\((\[[^()]*\])\)/) { $0.output.1 }
    let isOfType =
      switch comment.source.first {
      case "\"": ["String", "Substring", "Character"].contains(value.type)
      case "[", "(": text.first == comment.source.first
      case "t", "f": value.type == "Bool"
      default: Double(text) != nil
      }
    return isOfType ? .ofValue(text) : .remark
  }
}
