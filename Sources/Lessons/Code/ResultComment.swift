import SwiftReading

/// A comment in a cell in which its author promises a result: `// Prints "…"`, or only a literal,
/// such as `// [10, 20]` or `// == true`, after or under the statement that has this result.
package struct ResultComment: Sendable, Equatable {
  package enum Form: Sendable, Equatable {
    /// The text between the first and the last quotation mark is printed, literally or with Swift's
    /// escapes read.
    case prints
    /// A value as Swift writes it, either printed or the statement's own.
    case literal
    /// A value as Swift writes it, of an expression before it in the comment: `// a[0] == 1`, on a
    /// line of its own.
    case stated(expression: Range<Int>)
  }

  package let form: Form
  /// The range of the comment in the code, in UTF-8 bytes.
  package let range: Range<Int>
  /// The promise in it, without the quotation marks of `// Prints "…"`.
  package let promise: Range<Int>
  /// The promise as written.
  package let text: String
  /// The range in the code of the statement before it.
  package let statement: Range<Int>?
  /// Whether it is on a line of its own.
  package let standsAlone: Bool

  package var isStated: Bool { if case .stated = form { true } else { false } }

  /// The promises in a text. Comments in the middle of a statement do not count.
  ///
  /// Complexity: O(c·n) for c comments and n statements.
  static func promises(in source: SwiftSource) -> [ResultComment] {
    source.tokens.indices.compactMap { index in
      let token = source.tokens[index]
      guard token.kind == .lineComment else { return nil }
      let line = source.line(of: token.range.lowerBound)
      let isAlone =
        index == 0 || source.line(of: source.tokens[index - 1].range.upperBound - 1) < line
      guard let parts = CommentParts(source.text(of: token), standsAlone: isAlone) else {
        return nil
      }
      let before = source.statement(before: token.range.lowerBound)
      guard before != nil || parts.expression != nil else { return nil }
      let start = token.range.lowerBound
      let form: Form =
        parts.expression.map { .stated(expression: $0.moved(by: start)) }
        ?? (parts.isPrinted ? .prints : .literal)
      return ResultComment(
        form: form,
        range: token.range,
        promise: parts.promise.moved(by: start),
        text: source.text(in: parts.promise.moved(by: start)),
        statement: before?.range,
        standsAlone: isAlone
      )
    }
  }
}

extension Range<Int> {
  fileprivate func moved(by distance: Int) -> Range<Int> {
    lowerBound + distance..<upperBound + distance
  }
}

/// The parts of a `//` comment that promises a result, in UTF-8 bytes from its beginning.
private struct CommentParts {
  let isPrinted: Bool
  let promise: Range<Int>
  let expression: Range<Int>?

  init?(_ comment: String, standsAlone: Bool) {
    // Most comments are just words.
    guard comment.utf8.contains(where: { Self.marks.contains($0) }) else { return nil }
    func range(_ part: Substring) -> Range<Int> {
      comment.utf8.distance(
        from: comment.startIndex,
        to: part.startIndex
      )..<comment.utf8.distance(from: comment.startIndex, to: part.endIndex)
    }
    if let match = comment.wholeMatch(of: /\/\/[ \t]*[Pp]rints:?[ \t]+"(.*)"[ \t]*/) {
      (isPrinted, promise, expression) = (true, range(match.output.1), nil)
      return
    }
    let stated =
      #/
      //\s*
      ((?:Array|Set|String)\(\w+\)|[\p{L}_][\w.]*(?:\[[\w.<]+\])?)
      \s*==?\s*
      (\S.*?)\s*
      /#
    if standsAlone, let match = comment.wholeMatch(of: stated),
      SwiftSource(String(match.output.2)).isLiteral
    {
      (isPrinted, promise) = (false, range(match.output.2))
      expression = range(match.output.1)
      return
    }
    let literal = /\/\/[ \t]*(?:[Pp]rints:?|==|=>|->|→)?[ \t]*(\S.*?)[ \t]*/
    guard let match = comment.wholeMatch(of: literal),
      SwiftSource(String(match.output.1)).isLiteral
    else { return nil }
    (isPrinted, promise, expression) = (false, range(match.output.1), nil)
  }

  /// Every literal contains at least one of these: a quotation mark, a bracket, a digit, `true`, `nil`…
  private static let marks = Set("\"[(0123456789eilnf".utf8)
}
