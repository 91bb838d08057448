package import Lessons

/// A lesson together with its program's results: everything that a page needs.
package struct WovenLesson: Sendable {
  package let lesson: Lesson
  /// The results that the other properties are made from.
  package let results: LessonResults
  /// The cells that a reader sees, by the index of their element.
  package let cells: [Int: WovenCell]
  /// The declarations shown in place of cells, by the index of their element.
  package let sources: [Int: SourceReference]
  /// The values in the prose, by the index of their element.
  package let inlineValues: [Int: WovenValue]
  /// The names of the quantities that inline values belong to, by the index of their element.
  package let quantities: [Int: String]
  /// The elements that hold a cell's recorded output; the page shows it under the cell.
  package let recordedOutputs: Set<Int>

  /// Joins a lesson and its results, one for each unit, including missing ones, so that the prose of a
  /// faulty lesson can still be checked.
  ///
  /// Complexity: O(n) in the size of both.
  ///
  /// `digits` is the number of digits that the site shows.
  package init(
    _ lesson: Lesson,
    _ results: LessonResults,
    digits: NumberDigits = .standard
  ) {
    let digits = lesson.frontMatter.digits ?? digits
    var cells: [Int: WovenCell] = [:]
    var inlineValues: [Int: WovenValue] = [:]
    var quantities: [Int: String] = [:]
    for (unit, result) in zip(lesson.units, results.units) {
      switch unit {
      case .cell(let cell): cells[cell.element] = WovenCell(cell, result, digits: digits)
      case .inline(let inline):
        inlineValues[inline.element] = result.shownValue.map {
          WovenValue(inline: $0, digits: digits)
        }
        quantities[inline.element] = inline.quantity?.value
      }
    }
    for cell in lesson.shownCells {
      cells[cell.element] = WovenCell(cell, UnitResult(), digits: digits)
    }
    sources = Dictionary(
      uniqueKeysWithValues: lesson.sources.map { ($0.element, $0.reference) }
    )
    self.lesson = lesson
    self.results = results
    self.cells = cells
    self.inlineValues = inlineValues
    self.quantities = quantities
    recordedOutputs = OutputFence.elements(in: lesson)
  }

  /// The element of the first inline expression with this source and a value.
  package func inlineElement(of expression: String) -> Int? {
    lesson.units.lazy.compactMap { unit in
      guard case .inline(let inline) = unit, inline.source == expression,
        inlineValues[inline.element] != nil
      else { return nil }
      return inline.element
    }.first
  }

  /// Whether the lesson's program ran; otherwise a fault has been reported.
  package var hasRun: Bool { results.isWhole }
}
