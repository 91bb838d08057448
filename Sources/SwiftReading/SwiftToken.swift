/// A piece of Swift code that the compiler's lexer reads as one token.
///
/// A string literal is a sequence of tokens: its opening quotation mark, pieces of text and
/// interpolations, its closing mark. The tokens of an interpolation are those of its expression.
package struct SwiftToken: Sendable, Equatable {
  package enum Kind: Sendable, Equatable {
    /// A name, including `$0` and names in backticks.
    case identifier
    /// A reserved word; words that are keywords only in some places (`get`, `some`) are identifiers.
    case keyword
    case number
    /// `"`, `"""` or `#"`, and the closing mark.
    case stringStart, stringEnd
    /// The text of a string literal between its marks and interpolations.
    case stringText
    /// `\(` with the literal's number signs, and the parenthesis that closes it.
    case interpolationStart, interpolationEnd
    /// A whole regular expression, including its delimiters.
    case regex
    /// An operator, including `=`, `->`, `&` and the `?` and `!` after a value.
    case `operator`
    /// One of `( ) [ ] { } , : :: ; . @ \\`, or a character that Swift cannot use.
    case punctuation
    /// `#if`, `#elseif`, `#else`, `#endif`, `#sourceLocation`, `#warning`, `#error`.
    case directive
    /// `#` with a name: a macro, `#line`, `#selector`, `#available`.
    case poundName
    case lineComment, blockComment

    package var isComment: Bool { self == .lineComment || self == .blockComment }
  }

  package let kind: Kind
  /// The range in the text, in UTF-8 bytes; not empty.
  package let range: Range<Int>
  /// Whether it is the first token on its line, not counting comments.
  package let startsLine: Bool
  /// Whether white space, a comment or an opening bracket precedes it, which distinguishes operators.
  package let isLeftBound: Bool
  /// The known word or sign that it is, if any.
  let word: SwiftWord?
  /// Whether it is closed: `false` for a literal or comment cut off by the end of the text.
  package internal(set) var isClosed: Bool
}
