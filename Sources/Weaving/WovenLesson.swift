package import Lessons

/// A lesson together with what its program showed: all that a page needs, nothing of how it came to
/// be.
package struct WovenLesson: Sendable {
  package let lesson: Lesson
  /// What the rest is made of.
  package let results: LessonResults
  /// The cells that a reader sees, by the index of their element.
  package let cells: [Int: WovenCell]
  /// The declarations that are in place of cells, by the index of their element.
  package let sources: [Int: SourceReference]
  /// The values in the prose, by the index of their element.
  package let inlineValues: [Int: WovenValue]
  /// The names of the quantities that some of them are values of, by the index of their element.
  package let quantities: [Int: String]
  /// The elements that hold a cell's output as it is recorded; the page shows it under the cell.
  package let recordedOutputs: Set<Int>

  /// Joins a lesson and its results, one for each of its units, the missing ones included, so that
  /// the prose of a lesson with a fault can still be checked.
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

  /// The element of the first inline expression that is written so and has a value.
  package func inlineElement(of expression: String) -> Int? {
    lesson.units.lazy.compactMap { unit in
      guard case .inline(let inline) = unit, inline.source == expression,
        inlineValues[inline.element] != nil
      else { return nil }
      return inline.element
    }.first
  }

  /// Whether its program ran; otherwise a fault has been reported.
  package var hasRun: Bool { results.isWhole }
}
