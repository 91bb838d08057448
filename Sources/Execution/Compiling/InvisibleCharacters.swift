import Diagnostics
import Lessons
private import Markdown
import SwiftReading

/// Invisible characters in code, such as those copied from a web page: the compiler's messages about them
/// name only visible text, and so explain nothing.
struct InvisibleCharacters {
  private let notes: [Diagnostic.Note]

  /// Finds those in a unit's code, outside of strings and comments.
  init(in unit: LessonUnit, of lesson: Lesson) {
    let source = unit.swift.source
    var notes: [Diagnostic.Note] = []
    for token in source.tokens where !token.kind.isComment && token.kind != .stringText {
      var offset = token.range.lowerBound
      for scalar in source.text(of: token).unicodeScalars {
        if scalar.isInvisible {
          let start = SourcePosition(
            line: unit.swift.lineNumber(of: offset),
            column: unit.swift.column(of: offset)
          )
          let code = String(scalar.value, radix: 16, uppercase: true)
          let digits = String(repeating: "0", count: max(0, 4 - code.count)) + code
          let name = scalar.properties.name.map { " (\($0.lowercased()))" } ?? ""
          notes.append(
            Diagnostic.Note(
              "an invisible character is here, U+\(digits)\(name); delete it",
              at: lesson.file.location(SourceRange(start, start))
            )
          )
        }
        offset += scalar.utf8.count
      }
    }
    self.notes = notes
  }

  /// The unit's errors, with notes about the characters that may cause them; only the first error of each
  /// line, since one such character causes several.
  func explaining(_ errors: [Diagnostic]) -> [Diagnostic] {
    guard !notes.isEmpty else { return errors }
    var lines: Set<Int> = []
    return errors.sorted().filter { lines.insert($0.location?.range.start.line ?? 0).inserted }
      .map { $0.adding(notes) }
  }
}

extension Unicode.Scalar {
  fileprivate var isInvisible: Bool {
    switch properties.generalCategory {
    case .format, .lineSeparator, .paragraphSeparator: true
    case .spaceSeparator: value != 0x20
    case .control: value != 0x09 && value != 0x0A && value != 0x0D
    default: false
    }
  }

  fileprivate var utf8: String.UTF8View { String(self).utf8 }
}
