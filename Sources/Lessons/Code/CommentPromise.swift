import SwiftReading

/// What a `//` comment promises, read from its text alone; ranges are UTF-8 bytes from its beginning.
///
/// A promise is a literal, alone or behind words such as `Prints` and signs such as `=>`; a remark may follow
/// it. Any other comment promises nothing.
struct CommentPromise {
  enum Form: Equatable {
    case prints
    case literal
    /// Literals with commas between them: `1, 2, 3`.
    case list
    /// A literal that an expression, at this range, is said to have.
    case stated(expression: Range<Int>)
    /// The comments under this one are the lines that are printed: `// Prints:`.
    case heading
  }

  let form: Form
  let promise: Range<Int>

  /// Complexity: O(n²) in the length of the comment.
  init?(_ comment: String) {
    // Most comments are just words.
    guard comment.utf8.contains(where: { Self.marks.contains($0) }) else { return nil }
    let reader = PromiseReader(comment)
    guard
      let found = reader.heading ?? reader.printed ?? reader.stated ?? reader.literal ?? reader.list
    else { return nil }
    (form, promise) = (found.form, reader.range(found.promise))
  }

  fileprivate init(_ form: Form, _ promise: Range<Int>) {
    (self.form, self.promise) = (form, promise)
  }

  /// Every promise contains at least one of these: a quotation mark, a bracket, a digit, `true`, `nil`, a
  /// colon, an ellipsis…
  private static let marks = Set("\"[(0123456789eilnfst:".utf8)
}

private struct PromiseReader {
  typealias Found = (form: CommentPromise.Form, promise: Substring)

  private let comment: String
  /// The text behind the slashes, and the `>` of an arrow whose beginning they replace.
  private let content: Substring

  // Each is compiled once; matching does not change it.
  nonisolated(unsafe) private static let printing =
    /(?i)(?:prints?|printed|outputs?)[ \t]*:?[ \t]*/
  nonisolated(unsafe) private static let printedText =
    /(?:[Pp]rints?|[Pp]rinted|[Oo]utputs?):?[ \t]+"(.*)"[ \t]*(?:\.|[,;(—–].*)?[ \t]*/
  nonisolated(unsafe) private static let statement =
    #/
    `?((?:Array|Set|String)\(\w+\)|[\p{L}_][\w.]*(?:\[[\w.<]+\])?)`?
    \s*(?:==?|\bis\s+now\b|\bis\s+equal\s+to\b|\bnow\s+(?:contains|holds|equals)\b|\bcontains\b|\bis\b|\bequals\b)\s*
    (\S.*)
    /#
  nonisolated(unsafe) private static let introduction =
    /(?:(?i:prints?|printed|outputs?|returns?|result(?:\s+is)?|evaluates\s+to|value)\b:?|={1,3}>|={1,2}|-{1,2}>|→|⇒|≈|~)?[ \t]*/
  nonisolated(unsafe) private static let remark = /\.|[,;(—–]\s*\p{L}.*|\(.*\)\.?|-\s.*/

  /// Whether the first letter is that of a word such as `Prints`.
  private var beginsAsPrinted: Bool { content.first.map { "pPoO".contains($0) } ?? false }

  init(_ comment: String) {
    self.comment = comment
    content = comment.dropFirst(2).drop { $0 == ">" || $0 == " " || $0 == "\t" }
  }

  func range(_ part: Substring) -> Range<Int> {
    comment.utf8.distance(
      from: comment.startIndex,
      to: part.startIndex
    )..<comment.utf8.distance(
      from: comment.startIndex,
      to: part.endIndex
    )
  }

  /// `Prints:`, with the printed lines in the comments under it.
  var heading: Found? {
    guard beginsAsPrinted, content.wholeMatch(of: Self.printing) != nil else { return nil }
    return (.heading, content)
  }

  /// `Prints "…"`, with any text between the first and the last quotation mark.
  var printed: Found? {
    guard beginsAsPrinted else { return nil }
    return content.wholeMatch(of: Self.printedText).map { (.prints, $0.output.1) }
  }

  /// `a[0] == 1`, `x is now 2`, `` `names` now contains ["a"] ``.
  var stated: Found? {
    guard ["=", "is", "contains", "holds", "equals"].contains(where: content.contains),
      let match = content.wholeMatch(of: Self.statement),
      let literal = literalPrefix(match.output.2),
      // `it is 3` is about no name, and `result == 3` is.
      !["it", "this", "that", "which", "result", "value", "output", "returns"].contains(
        match.output.1
      )
        || content[match.output.1.endIndex...].drop(while: \.isWhitespace).hasPrefix("=")
    else { return nil }
    return (.stated(expression: range(match.output.1)), literal)
  }

  /// A literal alone, or behind words and signs that introduce it.
  var literal: Found? { literalPrefix(introduced).map { (.literal, $0) } }

  /// Literals alone, or behind the same words and signs.
  var list: Found? {
    let list = introduced.trimmed
    // A key with its value is a line of a dictionary, and a comma at the end goes on in the next.
    guard list.contains(","), list.last != ",", !String(list).hasColonOutsideOfBrackets,
      "[\(list)]"[...].isLiteral
    else { return nil }
    return (.list, list)
  }

  /// The text behind words and signs that introduce a result.
  private var introduced: Substring {
    guard let first = content.first, "poPOrReEvV=-→⇒≈~".contains(first) else { return content }
    return content.prefixMatch(of: Self.introduction).map { content[$0.range.upperBound...] }
      ?? content
  }

  /// The literal with which a text begins, if only a remark follows it: behind a comma, a bracket, a dash, or
  /// a full stop at the end.
  private func literalPrefix(_ text: Substring) -> Substring? {
    let text = text.trimmed
    if text.isLiteral { return text }
    let breaks = text.indices.filter { ",;(—–.-…".contains(text[$0]) }
    for index in breaks {
      let rest = text[index...]
      guard rest.wholeMatch(of: Self.remark) != nil else { continue }
      let candidate = text[..<index].trimmed
      if candidate.isLiteral { return candidate }
    }
    return nil
  }
}

extension String {
  /// Whether it has a colon that is neither in brackets nor in a text.
  fileprivate var hasColonOutsideOfBrackets: Bool {
    let source = SwiftSource(self)
    var depth = 0
    for token in source.tokens where token.kind == .punctuation {
      switch source.text(of: token) {
      case "[", "(": depth += 1
      case "]", ")": depth -= 1
      case ":" where depth == 0: return true
      default: continue
      }
    }
    return false
  }
}

extension Substring {
  var trimmed: Substring {
    var text = drop { $0 == " " || $0 == "\t" }
    while let last = text.last, last == " " || last == "\t" { text.removeLast() }
    return text
  }

  /// Whether the text is a literal, in which dots may stand for what is left out: `[1, 2, …]`, `0.333…`.
  fileprivate var isLiteral: Bool {
    if SwiftSource(String(self)).isLiteral { return true }
    guard contains("…") || contains("...") else { return false }
    let whole = replacing(/,\s*(?:…|\.{3})\s*([\])])/) { $0.output.1 }
      .replacing(/([0-9])(?:…|\.{3})$/) { $0.output.1 }
      .replacing(/,\s*(?:…|\.{3})\s*,/, with: ",")
    return whole != self[...] && SwiftSource(String(whole)).isLiteral
  }
}
