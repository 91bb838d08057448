import Basics
import Diagnostics
import Lessons
import Markdown

/// A link to a declaration in an article of a DocC catalogue: ``` ``Set/insert(_:)`` ```.
struct SymbolLink: Equatable {
  /// The declaration's own name: `insert(_:)`.
  let name: String
  /// The address of its documentation; `nil` if that is not known.
  let href: String?

  /// - Parameters:
  ///   - path: the declaration's path, from its module or from inside of it.
  ///   - module: the module that the article is about.
  ///   - documentation: the address of the documentation of all modules.
  init(_ path: String, module: String, documentation: String?) {
    var parts = Self.parts(of: path)
    name = String((parts.last ?? path[...]).withoutDisambiguation)
    if parts.first.map(String.init) != module { parts.insert(module[...], at: 0) }
    href = documentation.map { base in
      let address = parts.map { String($0).lowercased().asReferencePart }.joined(separator: "/")
      return base.hasSuffix("/") ? base + address : "\(base)/\(address)"
    }
  }

  var html: String {
    let code = "<code>\(name.escapedHTML)</code>"
    return href.map { "<a href=\"\($0.escapedHTML)\">\(code)</a>" } ?? code
  }

  /// The parts of a path, which may begin with the address of a catalogue.
  private static func parts(of path: String) -> [Substring] {
    let start = path.firstRange(of: "/documentation/")?.upperBound ?? path.startIndex
    return path[start...].split(separator: "/")
  }
}

extension Substring {
  /// Without what tells overloads apart: `insert(_:)-6h59a`, `Kind-swift.enum`.
  fileprivate var withoutDisambiguation: Substring {
    guard let mark = firstMatch(of: /-(?:swift\.[\w.]+|[0-9a-z]{4,6}|->.*|\(.*)$/) else {
      return self
    }
    return mark.range.lowerBound == startIndex ? self : self[..<mark.range.lowerBound]
  }
}

extension MarkdownDocument {
  /// Whether a code span is written with two backticks, as links to declarations are.
  func isSymbol(_ span: CodeSpan) -> Bool {
    let before = file.line(span.start.line).utf8.prefix(span.start.column - 1)
    return before.suffix(2).elementsEqual("``".utf8)
  }
}

extension Lesson {
  /// The text that readers see of a code span.
  func text(of span: CodeSpan) -> String {
    guard isArticle, document.isSymbol(span) else { return span.text }
    return SymbolLink(span.text, module: "", documentation: nil).name
  }
}
