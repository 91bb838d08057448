/// The replacement of an element.
package enum Replacement: Sendable, Equatable {
  /// HTML instead of the element and everything in it.
  case html(String)
  /// Inline HTML; only its text where HTML is not allowed: in the description of an image.
  case inline(html: String, text: String)
  /// Like `inline`, but with no line break between it and the punctuation right after it.
  case unbroken(html: String, text: String)
  /// The heading, with an identifier and a trailing link to itself.
  case anchor(identifier: String)
  /// The link or image, with another destination.
  case destination(String)
  /// The link's content alone.
  case unlinked
  /// The caption between a label and a piece of HTML, without its noun and name; `opening` goes
  /// before the block it names.
  case caption(opening: String, label: String, closing: String)
  /// The element's own HTML between two pieces of HTML.
  case framed(opening: String, closing: String)
  /// The quotation's content without its marker, between two pieces of HTML.
  case wrapped(opening: String, closing: String)
}
