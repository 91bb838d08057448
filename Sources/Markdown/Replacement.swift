/// The replacement of an element.
package enum Replacement: Sendable, Equatable {
  /// HTML instead of the element and all in it.
  case html(String)
  /// HTML in a line of prose; its text alone where there can be no HTML: in what describes an image.
  case inline(html: String, text: String)
  /// As `inline`; no line may end between it and the punctuation right behind it.
  case unbroken(html: String, text: String)
  /// The heading, with an identifier and a trailing link to itself.
  case anchor(identifier: String)
  /// The link or image, with another destination.
  case destination(String)
  /// The caption between a label and a piece of HTML, without its noun and its name; what it names
  /// is behind an opening.
  case caption(opening: String, label: String, closing: String)
  /// The element's own HTML between two pieces of HTML.
  case framed(opening: String, closing: String)
  /// The quotation's content without its marker, between two pieces of HTML.
  case wrapped(opening: String, closing: String)
}
