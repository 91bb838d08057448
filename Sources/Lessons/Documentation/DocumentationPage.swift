import Basics
package import Diagnostics
import Markdown
import SwiftReading

/// A page of documentation that was not written for this tool, and its examples: a Markdown file, an
/// article of a DocC catalogue, or the comment of one declaration.
package struct DocumentationPage: Sendable {
  package enum Kind: Sendable {
    case markdown
    /// An article of a DocC catalogue, which belongs to a module.
    case article
    case comment(DocumentationComment)
  }

  package let kind: Kind
  /// The page as a lesson, whose cells are the examples.
  package let lesson: Lesson
  /// The examples, one for each of the lesson's units.
  package let examples: [Example]

  /// Reads a Markdown file.
  ///
  /// - Parameters:
  ///   - file: the file; front matter of any tool is skipped.
  ///   - number: the page's position among all pages.
  ///   - isArticle: whether it is part of a DocC catalogue, so that directives are read.
  /// - Complexity: O(n) in the length of the file.
  package init(_ file: SourceFile, number: Int, isArticle: Bool) {
    let matter = FrontMatter.foreign(in: file)
    let lines = DocCDirectives.content(of: file, fromLine: matter.bodyLine, isArticle: isArticle)
    let document = MarkdownDocument(MarkdownExtract(file, lines: lines))
    self.init(isArticle ? .article : .markdown, file, matter, document, number: number)
  }

  /// Reads a documentation comment; `file` is the Swift file that it is in.
  package init(_ comment: DocumentationComment, in file: SourceFile, number: Int) {
    let document = MarkdownDocument(MarkdownExtract(file, lines: comment.lines))
    self.init(.comment(comment), file, FrontMatter(), document, number: number)
  }

  private init(
    _ kind: Kind,
    _ file: SourceFile,
    _ matter: FrontMatter,
    _ document: MarkdownDocument,
    number: Int
  ) {
    self.kind = kind
    // In Swift's own documentation, code without a language is Swift; in Markdown at large it is anything.
    let readsUnlabelled = if case .markdown = kind { false } else { true }
    var cells: [Cell] = []
    var examples: [Example] = []
    for (index, element) in document.elements.enumerated() {
      guard case .codeBlock(let block) = element.kind,
        let info = ExampleInfo(block, in: file, readsUnlabelled: readsUnlabelled),
        !block.text.allSatisfy(\.isWhitespace)
      else { continue }
      let cell = Cell(element: index, options: info.options, code: BareOutput.commented(block))
      if !info.isLabelled, !cell.swift.source.looksLikeCode { continue }
      cells.append(cell)
      examples.append(Example(cell, isLabelled: info.isLabelled))
    }
    lesson = Lesson(
      LessonName(plain: file.path + ".md", number: number),
      file,
      matter,
      Lazy(made: document),
      units: cells.map(LessonUnit.cell)
    )
    self.examples = examples
  }
}

extension FrontMatter {
  /// The front matter of a page that may be for another tool: what it imports here, if it says so, and where
  /// it ends. A file may also begin with a thematic break.
  static func foreign(in file: SourceFile) -> FrontMatter {
    let fence = /-{3}[ \t]*/
    guard file.line(1).wholeMatch(of: fence) != nil,
      let end = (2...max(2, file.lineCount)).first(where: { number in
        file.line(number).wholeMatch(of: /(-{3}|\.{3})[ \t]*/) != nil
      })
    else { return FrontMatter() }
    // Between two thematic breaks there is prose, which has no keys.
    let lines = (2..<end).map { file.line($0) }.filter { !$0.allSatisfy(\.isWhitespace) }
    let isMapping = lines.allSatisfy { line in
      line.firstMatch(of: /^(\s|#|-|[\w"'.-]+\s*:(\s|$))/) != nil
    }
    guard isMapping else { return FrontMatter() }
    var (own, faults) = FrontMatter.read(from: file)
    if !faults.isEmpty { own = FrontMatter() }
    own.bodyLine = end + 1
    return own
  }
}
