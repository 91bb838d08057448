package import Diagnostics
package import Markdown
import SwiftReading

/// A comment that documents a declaration of a Swift file: `///` lines, or `/** … */`.
package struct DocumentationComment: Sendable {
  /// The text, without the comment's signs and common indentation, at its places in the file.
  package let lines: [CodeBlock.Line]
  /// The names of the types or extensions around the declaration, outermost first.
  package let enclosing: [String]
  /// The name of the type that the comment documents, if it documents one.
  package let documentedType: String?
  /// Whether users of the module see the declaration: it and all types around it are public.
  package let isPublic: Bool

  /// The comments of a file that hold code blocks at all, in order.
  ///
  /// Complexity: O(n) in the length of the file.
  package static func comments(in file: SourceFile) -> [DocumentationComment] {
    let text = file.text
    guard text.utf8.count > 0, text.contains("///") || text.contains("/**") else { return [] }
    let source = SwiftSource(text)
    var finder = DeclarationFinder(source)
    return groups(in: source).compactMap { group in
      let lines = lines(of: group, in: source)
      guard lines.contains(where: \.mayBeginCode) else { return nil }
      let place = finder.place(ofDeclarationBehind: group.upperBound)
      return DocumentationComment(
        lines: lines,
        enclosing: place.enclosing,
        documentedType: place.documentedType,
        isPublic: place.isPublic
      )
    }
  }

  /// The ranges of tokens that make one comment each.
  private static func groups(in source: SwiftSource) -> [Range<Int>] {
    var groups: [Range<Int>] = []
    for (index, token) in source.tokens.enumerated() {
      guard let isLine = source.isDocumentation(token) else { continue }
      if isLine, let last = groups.last, last.upperBound == index,
        source.isDocumentation(source.tokens[index - 1]) == true,
        source.line(of: token.range.lowerBound)
          == source.line(of: source.tokens[index - 1].range.lowerBound) + 1
      {
        groups[groups.count - 1] = last.lowerBound..<(index + 1)
      } else {
        groups.append(index..<(index + 1))
      }
    }
    return groups
  }

  private static func lines(of group: Range<Int>, in source: SwiftSource) -> [CodeBlock.Line] {
    var raw: [(text: Substring, line: Int, column: Int)] = []
    for token in source.tokens[group] {
      let text = source.text(of: token)
      let line = source.line(of: token.range.lowerBound)
      let column = token.range.lowerBound - source.lineStarts[line] + 1
      if token.kind == .lineComment {
        let content = text.dropFirst(3)
        raw.append((content, line + 1, column + 3))
      } else {
        raw += blockLines(of: text, line: line, column: column)
      }
    }
    let indent =
      raw.filter { !$0.text.allSatisfy(\.isWhitespace) }
      .map { $0.text.prefix { $0 == " " || $0 == "\t" }.count }.min() ?? 0
    return raw.map { text, line, column in
      let removed = min(indent, text.prefix { $0 == " " || $0 == "\t" }.count)
      var content = text.dropFirst(removed)
      if content.last == "\r" || content.last == "\r\n" { content.removeLast() }
      return CodeBlock.Line(
        text: String(content),
        start: SourcePosition(line: line, column: column + removed)
      )
    }
  }

  /// The lines of `/** … */`, without the asterisks with which each may begin.
  private static func blockLines(
    of text: String,
    line: Int,
    column: Int
  ) -> [(text: Substring, line: Int, column: Int)] {
    let end = text.hasSuffix("*/") ? text.index(text.endIndex, offsetBy: -2) : text.endIndex
    let lines = text[..<end].dropFirst(3).split(
      omittingEmptySubsequences: false,
      whereSeparator: \.isNewline
    )
    let own = lines.dropFirst().filter { !$0.allSatisfy(\.isWhitespace) }
    let isStarred = !own.isEmpty && own.allSatisfy { $0.drop(while: \.isWhitespace).first == "*" }
    return lines.enumerated().map { index, content in
      var content = content
      var column = index == 0 ? column + 3 : 1
      if index > 0, isStarred, let star = content.firstIndex(of: "*") {
        let rest = content[content.index(after: star)...]
        column += content.utf8.count - rest.utf8.count
        content = rest
      }
      return (content, line + 1 + index, column)
    }
  }
}

extension CodeBlock.Line {
  /// Whether a code block may begin here: a fence, or indentation.
  fileprivate var mayBeginCode: Bool {
    text.hasPrefix("    ") || text.hasPrefix("\t") || text.contains("```") || text.contains("~~~")
  }
}

extension SwiftSource {
  /// Whether a token is a line of documentation, or a block of it; `nil` if it is neither.
  fileprivate func isDocumentation(_ token: SwiftToken) -> Bool? {
    guard token.kind.isComment else { return nil }
    let bytes = bytes[token.range].prefix(4)
    func begins(with text: String, butNot byte: Character) -> Bool {
      bytes.starts(with: text.utf8) && bytes.dropFirst(3).first != byte.asciiValue
    }
    switch token.kind {
    case .lineComment: return begins(with: "///", butNot: "/") ? true : nil
    default:
      return begins(with: "/**", butNot: "*") && token.range.count > 4 ? false : nil
    }
  }
}

/// Finds the declaration behind a comment, in the order of the comments.
private struct DeclarationFinder {
  struct Place {
    var enclosing: [String] = []
    var documentedType: String?
    var isPublic = false
  }

  private let source: SwiftSource
  /// The places of declarations, by the index of their first token.
  private let places: [Int: Place]

  init(_ source: SwiftSource) {
    self.source = source
    var places: [Int: Place] = [:]
    func walk(_ body: SwiftBody, _ enclosing: [String], isPublic: Bool, inherits: Bool) {
      for statement in body.statements {
        let words = source.modifiers(of: statement)
        let isSeen = isPublic && (inherits && !words.hides || words.shows)
        let name = source.nameOfType(statement)
        if let first = statement.tokens.first(where: { !source.tokens[$0].kind.isComment }) {
          places[first] = Place(
            enclosing: enclosing,
            documentedType: name,
            isPublic: isSeen
          )
        }
        let isExtension = statement.kind == .declaration(.extension)
        let isProtocol = source.text(of: source.tokens[statement.head]) == "protocol"
        for inner in statement.bodies {
          walk(
            inner,
            inner.kind == .type ? enclosing + [name].compactMap(\.self) : enclosing,
            // An extension is as public as its members say.
            isPublic: isExtension ? isPublic && !words.hides : isSeen,
            inherits: isExtension && words.shows || isProtocol || inner.kind != .type
          )
        }
      }
    }
    walk(source.file, [], isPublic: true, inherits: false)
    self.places = places
  }

  /// The place of the declaration that begins with the first token behind a comment.
  mutating func place(ofDeclarationBehind token: Int) -> Place {
    let next = (token..<max(token, source.tokens.count)).first { !source.tokens[$0].kind.isComment }
    return next.flatMap { places[$0] } ?? Place()
  }
}

extension SwiftSource {
  fileprivate func modifiers(of statement: SwiftStatement) -> (shows: Bool, hides: Bool) {
    let words = Set(
      tokens[statement.tokens.lowerBound..<max(statement.head, statement.tokens.lowerBound)].map(
        text
      )
    )
    return (
      !words.isDisjoint(with: ["public", "open"]),
      !words.isDisjoint(with: ["private", "fileprivate", "internal", "package"])
    )
  }

  /// The name of the type that a statement declares or extends, with dots.
  fileprivate func nameOfType(_ statement: SwiftStatement) -> String? {
    guard statement.kind == .declaration(.type) || statement.kind == .declaration(.extension) else {
      return nil
    }
    var name = ""
    for index in (statement.head + 1)..<max(statement.head + 1, statement.tokens.upperBound) {
      let token = tokens[index]
      let text = text(of: token)
      guard token.kind == .identifier || text == "." else { break }
      name += text
    }
    return name.isEmpty ? nil : name
  }
}
