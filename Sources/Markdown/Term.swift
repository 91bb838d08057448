/// A term that a document explains at its first use.
package struct Term: Sendable {
  /// The names of the term, case-insensitive.
  package let names: [String]
  /// The HTML before and after the words that use it.
  package let opening, closing: String

  package init(names: [String], opening: String, closing: String) {
    self.names = names
    self.opening = opening
    self.closing = closing
  }
}
