import Diagnostics
import Lessons
import Markdown
import SwiftReading
import Weaving

/// Parses a rewritten lesson before it is written: it must read as the same lesson, with the intended
/// results.
struct RegenerationCheck {
  let faults: [Diagnostic]

  /// Complexity: O(n) in the size of the lesson, which is parsed once.
  init(_ record: LessonRecord, edited file: SourceFile) {
    let old = record.lesson
    let new = old.read(again: file)
    let outputs = record.outputs.filter { output in
      let lines = Self.block(output.fence.element, of: new)?.lines.map(\.text) ?? []
      return lines.count != output.lines.count
        || zip(lines, output.lines).contains { old, computed in
          let text = CellOutput.lines(of: old).first ?? ""
          let tolerance = output.tolerance.with(computed.precision)
          return TextComparison(recorded: text, computed: computed.text, tolerance).outcome != .same
        }
    }
    let isSame =
      record.promises.allSatisfy { $0.isKept(in: new) }
      && new.document.elements.count == old.document.elements.count
      && Self.skeleton(of: new, record) == Self.skeleton(of: old, record)
      && Self.codes(of: new, record) == Self.codes(of: old, record)
    var faults = outputs.map { output in
      Diagnostic(
        "unrecordable-output",
        "this output cannot be written here so that Markdown reads it back; move the cell and its "
          + "output out of what they are in",
        at: old.file.location(line: output.fence.openingLine)
      )
    }
    if faults.isEmpty, !isSame {
      faults.append(
        Diagnostic(
          "unrecordable-output",
          "with its results rewritten, this lesson would not read as the same lesson",
          at: Diagnostic.Location(file: old.file.path)
        )
      )
    }
    self.faults = faults
  }

  private static func block(_ element: Int, of lesson: Lesson) -> CodeBlock? {
    guard element < lesson.document.elements.count,
      case .codeBlock(let block) = lesson.document.elements[element].kind
    else { return nil }
    return block
  }

  /// The HTML without the parts that may change: the outputs, and the cells, which `codes` compares.
  private static func skeleton(of lesson: Lesson, _ record: LessonRecord) -> String {
    var replacements: [Int: Replacement] = [:]
    for output in record.outputs { replacements[output.fence.element] = .html("<output>") }
    for promise in record.promises { replacements[promise.cell.element] = .html("<cell>") }
    return lesson.document.html(replacing: replacements)
  }

  /// The tokens of each unit, without the comments that may change: nothing else may.
  private static func codes(of lesson: Lesson, _ record: LessonRecord) -> [[String]] {
    lesson.units.map { unit in
      let comments = Set(
        record.promises.filter { $0.cell.element == unit.element }.compactMap(\.token)
      )
      let source = unit.swift.source
      return source.tokens.enumerated().map { index, token in
        comments.contains(index) && token.kind == .lineComment ? "//" : source.text(of: token)
      }
    }
  }
}

extension LessonRecord.Promise {
  /// Whether the rewritten lesson promises the computed result.
  fileprivate func isKept(in lesson: Lesson) -> Bool {
    guard let result else { return true }
    return lesson.units.contains { unit in
      guard case .cell(let other) = unit, other.element == cell.element else { return false }
      let token = token.flatMap { other.swift.source.tokens.indices.contains($0) ? $0 : nil }
      return other.swift.promises.contains { promise in
        token.map { promise.range == other.swift.source.tokens[$0].range } ?? false
          && promise.isKept(by: result, tolerance)
      }
    }
  }

  /// The index of the comment among the tokens of its cell.
  fileprivate var token: Int? {
    cell.swift.source.tokens.firstIndex { $0.range == comment.range }
  }
}
