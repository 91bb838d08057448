/// A term that a document explains where it uses it first.
package struct Term: Sendable {
  /// What it is called; capitals make no difference.
  package let names: [String]
  /// The HTML before and behind the words that use it.
  package let opening, closing: String

  package init(names: [String], opening: String, closing: String) {
    self.names = names
    self.opening = opening
    self.closing = closing
  }
}
