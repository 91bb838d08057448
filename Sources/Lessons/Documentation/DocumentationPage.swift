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

    fileprivate var form: Lesson.Form {
      switch self {
      case .markdown: .markdown
      case .article: .article
      case .comment(let comment): .comment(line: comment.lines.first?.start.line ?? 1)
      }
    }
  }

  package let kind: Kind
  package let context: DocumentationContext
  /// The page as a lesson, whose cells are the examples.
  package let lesson: Lesson
  /// The examples, one for each of the lesson's units.
  package let examples: [Example]

  /// Reads a Markdown file.
  ///
  /// - Parameters:
  ///   - file: the file; front matter of any tool is skipped.
  ///   - name: the name of its page; `nil` if it has none.
  ///   - context: what its examples find.
  /// - Complexity: O(n) in the length of the file.
  package init(
    _ file: SourceFile,
    name: LessonName? = nil,
    _ context: DocumentationContext = DocumentationContext()
  ) {
    let isArticle = Self.isArticle(name?.fileName ?? file.path)
    let matter = FrontMatter.foreign(in: file)
    let lines = DocCDirectives.content(of: file, fromLine: matter.bodyLine, isArticle: isArticle)
    self.init(
      isArticle ? .article : .markdown,
      MarkdownExtract(file, lines: lines),
      matter,
      name,
      context
    )
  }

  /// Whether a file is in a DocC catalogue, so that directives are read.
  package static func isArticle(_ path: String) -> Bool { path.contains(".docc/") }

  /// Reads a documentation comment; `file` is the Swift file that it is in.
  package init(
    _ comment: DocumentationComment,
    in file: SourceFile,
    _ context: DocumentationContext
  ) {
    let extract = MarkdownExtract(file, lines: comment.lines)
    self.init(.comment(comment), extract, FrontMatter(), nil, context)
  }

  private init(
    _ kind: Kind,
    _ extract: MarkdownExtract,
    _ matter: FrontMatter,
    _ name: LessonName?,
    _ context: DocumentationContext
  ) {
    self.kind = kind
    var context = context
    context.imports += matter.imports.values
    self.context = context
    let file = extract.file
    let document = MarkdownDocument(extract)
    // In Swift's own documentation, code without a language is Swift; in Markdown at large it is anything.
    let readsUnlabelled = if case .markdown = kind { false } else { true }
    var cells: [Cell] = []
    var examples: [Example] = []
    func add(_ block: CodeBlock, at index: Int, isHidden: Bool) {
      guard let info = ExampleInfo(block, in: file, readsUnlabelled: readsUnlabelled && !isHidden),
        !block.text.allSatisfy(\.isWhitespace)
      else { return }
      let cell = Cell(element: index, options: info.options, code: BareOutput.commented(block))
      if !info.isLabelled, !cell.swift.source.looksLikeCode { return }
      cells.append(cell)
      examples.append(Example(cell, isLabelled: info.isLabelled, isHidden: isHidden))
    }
    for (index, element) in document.elements.enumerated() {
      switch element.kind {
      case .codeBlock(let block): add(block, at: index, isHidden: false)
      case .html:
        for block in extract.blocks(inCommentAt: element.range) {
          add(block, at: index, isHidden: true)
        }
      default: continue
      }
    }
    lesson = Lesson(
      name ?? LessonName(plain: file.path + ".md", number: 0),
      file,
      matter,
      Lazy(made: document),
      units: cells.map(LessonUnit.cell),
      form: kind.form
    )
    self.examples = examples
  }
}

extension MarkdownExtract {
  /// The code blocks in an HTML comment, which no reader sees.
  fileprivate func blocks(inCommentAt range: SourceRange) -> [CodeBlock] {
    let own = lines.filter { (range.start.line...range.end.line).contains($0.start.line) }
    guard let first = own.firstIndex(where: { $0.text.contains("<!--") }), own.count > first + 2
    else {
      return []
    }
    let inner = MarkdownExtract(file, lines: Array(own[(first + 1)...]))
    return MarkdownDocument(inner).elements.compactMap { element in
      if case .codeBlock(let block) = element.kind, block.info != nil { block } else { nil }
    }
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
