import Basics
package import Diagnostics
import Markdown

/// Reads a Markdown file as a lesson.
package enum LessonParser {
  /// Reads a lesson.
  ///
  /// - Parameters:
  ///   - file: a Markdown file.
  ///   - name: the lesson's name, from the file name.
  ///   - isKnownProse: whether the text is known to hold neither cells nor faults. It is then parsed
  ///     only when it is first needed.
  /// - Returns: the lesson in the file, and every fault found in it.
  /// - Complexity: O(n) in the length of the file.
  package static func parse(
    _ file: SourceFile,
    name: LessonName,
    isKnownProse: Bool = false
  ) -> (lesson: Lesson, diagnostics: [Diagnostic]) {
    let (matter, matterFaults) = FrontMatter.read(from: file)
    guard !isKnownProse else {
      let parsed = Lazy { MarkdownDocument(file, fromLine: matter.bodyLine) }
      let lesson = Lesson(name, file, matter, parsed, isFaultlessProse: true)
      return (lesson, matterFaults)
    }
    let document = MarkdownDocument(file, fromLine: matter.bodyLine)
    var reader = LessonUnitReader(file)
    for (index, element) in document.elements.enumerated() { reader.read(element, at: index) }
    var lesson = Lesson(
      name,
      file,
      matter,
      Lazy(made: document),
      units: reader.units,
      shownCells: reader.shownCells
    )
    let faults =
      reader.diagnostics + repeatedIdentifiers(in: lesson)
      + UseBeforeDeclaration.diagnostics(in: lesson)
    lesson.isFaultlessProse =
      faults.isEmpty && lesson.units.isEmpty && lesson.shownCells.isEmpty
    return (lesson, matterFaults + faults)
  }

  private static func repeatedIdentifiers(in lesson: Lesson) -> [Diagnostic] {
    var seen: Set<String> = []
    return lesson.identifiers.compactMap { name, element in
      guard !seen.insert(name).inserted else { return nil }
      let line = lesson.document.elements[element].range.start.line
      return Diagnostic(
        "repeated-identifier",
        "something else in this lesson is named '#\(name)', too",
        at: lesson.file.location(line: line)
      )
    }
  }
}

extension Lesson {
  /// The lesson with another text, read in the same way.
  package func read(again file: SourceFile) -> Lesson {
    let name = LessonName(number: number, slug: slug, fileName: fileName)
    switch form {
    case .lesson: return LessonParser.parse(file, name: name).lesson
    case .markdown, .article: return DocumentationPage(file, name: name).lesson.only(like: self)
    case .comment(let line):
      let comments = DocumentationComment.comments(in: file)
      let comment = comments.first { $0.lines.first?.start.line == line }
      return comment.map {
        DocumentationPage($0, in: file, DocumentationContext()).lesson.only(like: self)
      } ?? only { _ in false }
    }
  }
}

extension Lesson {
  /// The lesson with only the units that another reading of it has.
  private func only(like other: Lesson) -> Lesson {
    let elements = Set(other.units.map(\.element))
    return only { elements.contains($0.element) }
  }
}

/// A lesson's file name: a number, a hyphen, a slug, `.md`.
package struct LessonName: Sendable, Hashable {
  package let fileName: String
  package let number: Int
  package let slug: String

  /// The name of a file of plain Markdown: `Guides/Chain.md` becomes the page `guides-chain`.
  package init(plain fileName: String, number: Int) {
    self.fileName = fileName
    self.number = number
    let letters = fileName.dropLast(3).lowercased()
    slug = String(letters.map { $0.isLetter || $0.isNumber || $0 == "_" ? $0 : "-" })
  }

  init(number: Int, slug: String, fileName: String) {
    self.number = number
    self.slug = slug
    self.fileName = fileName
  }

  /// `nil` if the name is not a lesson's.
  package init?(_ fileName: String) {
    guard fileName.hasSuffix(".md") else { return nil }
    let stem = fileName.dropLast(3)
    let digits = stem.prefix { $0.isASCII && $0.isNumber }
    let rest = stem.dropFirst(digits.count)
    guard let number = Int(digits), rest.first == "-", rest.count > 1,
      rest.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") })
    else { return nil }
    self.fileName = fileName
    self.number = number
    self.slug = String(rest.dropFirst())
  }
}
