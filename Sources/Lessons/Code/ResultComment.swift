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
    /// Values with commas between them: the printed lines, one value a line, or the elements of a value.
    case list
    /// A value as Swift writes it, of an expression before it in the comment: `// a[0] == 1`.
    case stated(expression: Range<Int>)
    /// The whole comment is a printed line, as a comment above it says.
    case line
    /// The whole comment may be a printed line: it is one if most of its neighbours are printed.
    case guess
    /// Dots in place of printed lines that the author left out.
    case elision
  }

  package let form: Form
  /// The range of the comment in the code, in UTF-8 bytes.
  package let range: Range<Int>
  /// The promise in it, without the quotation marks of `// Prints "…"`.
  package let promise: Range<Int>
  /// The promise as written.
  package let text: String
  /// The whole text behind the comment sign.
  package let line: String
  /// The range in the code of the statement before it.
  package let statement: Range<Int>?
  /// Whether it is on a line of its own.
  package let standsAlone: Bool

  private init(
    form: Form,
    range: Range<Int>,
    promise: Range<Int>,
    text: String,
    line: String? = nil,
    statement: Range<Int>?,
    standsAlone: Bool
  ) {
    self.form = form
    self.range = range
    self.promise = promise
    self.text = text
    self.line = line ?? text
    self.statement = statement
    self.standsAlone = standsAlone
  }

  package var isStated: Bool { if case .stated = form { true } else { false } }
  /// Whether it may be about a statement's value.
  package var isOfValue: Bool { form == .literal || form == .list || isStated }

  /// The promises in a text. Comments in the middle of a statement do not count.
  ///
  /// Complexity: O(c·n) for c comments and n statements.
  static func promises(in source: SwiftSource) -> [ResultComment] {
    var found: [ResultComment] = []
    /// The last line of a heading and the lines under it.
    var headingLine: Int?
    /// Comments alone in their lines that promise nothing by themselves, one under the other.
    var guesses: [ResultComment] = []
    func flush(_ guesses: inout [ResultComment], followedBy next: ResultComment?) {
      if next?.statement != guesses.last?.statement { found += guesses }
      guesses = []
    }
    for index in source.tokens.indices where source.tokens[index].kind.isComment {
      let token = source.tokens[index]
      if token.kind == .blockComment {
        found += printedLines(of: token, in: source)
        continue
      }
      let line = source.line(of: token.range.lowerBound)
      let isAlone =
        index == 0 || source.line(of: source.tokens[index - 1].range.upperBound - 1) < line
      let before = source.statement(before: token.range.lowerBound)
      if isAlone, let before, source.text(of: token).wholeMatch(of: /\/\/\s*(?:\.{3}|…)\s*/) != nil
      {
        if headingLine == line - 1 { headingLine = line }
        found += guesses
        guesses = []
        found.append(ResultComment(.elision, lineOf: token, in: source, about: before))
        continue
      }
      if isAlone, headingLine == line - 1, let before {
        found.append(ResultComment(.line, lineOf: token, in: source, about: before))
        headingLine = line
        continue
      }
      guard let promise = CommentPromise(source.text(of: token)) else {
        guard isAlone, let before else { continue }
        if source.text(of: token).hasPrefix("//> ") {
          found.append(ResultComment(.line, lineOf: token, in: source, about: before))
          continue
        }
        guesses.append(ResultComment(.guess, lineOf: token, in: source, about: before))
        continue
      }
      guard promise.form != .heading else {
        if isAlone { headingLine = line }
        continue
      }
      guard before != nil || promise.isStated else { continue }
      let start = token.range.lowerBound
      let comment = ResultComment(
        form: promise.form.moved(by: start),
        range: token.range,
        promise: promise.promise.moved(by: start),
        text: source.text(in: promise.promise.moved(by: start)),
        line: String(source.text(of: token).dropFirst(2)[...].trimmed),
        statement: before?.range,
        standsAlone: isAlone
      )
      flush(&guesses, followedBy: comment)
      found.append(comment)
    }
    flush(&guesses, followedBy: nil)
    return found.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// The lines in a comment such as `/* Prints: … */`, which ends with the line of its own end.
  private static func printedLines(of token: SwiftToken, in source: SwiftSource) -> [ResultComment]
  {
    guard let before = source.statement(before: token.range.lowerBound) else { return [] }
    let lines = source.text(of: token).split(
      omittingEmptySubsequences: false,
      whereSeparator: \.isNewline
    )
    guard let heading = lines.first, lines.count > 2,
      heading.wholeMatch(of: /(?i)\/\*+\s*(?:prints?|printed|outputs?)\s*:?\s*/) != nil
    else { return [] }
    var start = token.range.lowerBound + heading.utf8.count + 1
    return lines.dropFirst().dropLast().map { line in
      defer { start += line.utf8.count + 1 }
      let blanks = line.prefix { $0 == " " || $0 == "\t" }.utf8.count
      return ResultComment(
        form: .line,
        range: start..<start + line.utf8.count,
        promise: start + blanks..<start + line.utf8.count,
        text: String(line.utf8.dropFirst(blanks)) ?? "",
        statement: before.range,
        standsAlone: true
      )
    }
  }

  /// A comment whose whole text is a printed line.
  private init(
    _ form: Form,
    lineOf token: SwiftToken,
    in source: SwiftSource,
    about: SwiftStatement
  ) {
    let text = source.text(of: token)
    let blanks = text.dropFirst(2).hasPrefix("> ") ? 2 : text.dropFirst(2).first == " " ? 1 : 0
    self.init(
      form: form,
      range: token.range,
      promise: token.range.lowerBound + 2 + blanks..<token.range.upperBound,
      text: String(text.dropFirst(2 + blanks)),
      statement: about.range,
      standsAlone: true
    )
  }
}

extension CommentPromise {
  fileprivate var isStated: Bool { if case .stated = form { true } else { false } }
}

extension CommentPromise.Form {
  fileprivate func moved(by distance: Int) -> ResultComment.Form {
    switch self {
    case .prints: .prints
    case .literal, .heading: .literal
    case .list: .list
    case .stated(let expression): .stated(expression: expression.moved(by: distance))
    }
  }
}

extension Range<Int> {
  fileprivate func moved(by distance: Int) -> Range<Int> {
    lowerBound + distance..<upperBound + distance
  }
}
