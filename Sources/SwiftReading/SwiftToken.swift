/// A piece of Swift's text that the compiler's lexer reads as one.
///
/// A string literal is a sequence of tokens: its opening quotation mark, pieces of text and
/// interpolations, its closing mark. The tokens of an interpolation are those of its expression.
package struct SwiftToken: Sendable, Equatable {
  package enum Kind: Sendable, Equatable {
    /// A name, one in backticks and `$0` included.
    case identifier
    /// A reserved word; the words that are keywords in some places alone (`get`, `some`) are names.
    case keyword
    case number
    /// `"`, `"""` or `#"`, and what closes it.
    case stringStart, stringEnd
    /// What a string literal says between its marks and interpolations.
    case stringText
    /// `\(` with the literal's number signs, and the parenthesis that closes it.
    case interpolationStart, interpolationEnd
    /// A whole regular expression, its delimiters included.
    case regex
    /// An operator, `=`, `->`, `&` and the `?` and `!` behind a value included.
    case `operator`
    /// One of `( ) [ ] { } , : :: ; . @ \\`, or a character that Swift has no use for.
    case punctuation
    /// `#if`, `#elseif`, `#else`, `#endif`, `#sourceLocation`, `#warning`, `#error`.
    case directive
    /// `#` with a name: a macro, `#line`, `#selector`, `#available`.
    case poundName
    case lineComment, blockComment

    package var isComment: Bool { self == .lineComment || self == .blockComment }
  }

  package let kind: Kind
  /// In the text, in UTF-8 bytes; not empty.
  package let range: Range<Int>
  /// Whether it is the first token of its line, comments aside.
  package let startsLine: Bool
  /// Whether white space, a comment or an opening bracket is before it, as operators are told
  /// apart by.
  package let isLeftBound: Bool
  /// Which of the words and signs that the reader knows it is, if any.
  let word: SwiftWord?
  /// Whether it closes what it should: `false` for a literal or a comment that the text ends in.
  package internal(set) var isClosed: Bool
}
