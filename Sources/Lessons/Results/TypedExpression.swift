/// An expression in a unit's code, with its type.
package struct TypedExpression: Sendable, Equatable {
  /// The range in the code, in UTF-8 bytes; not empty.
  package let range: Range<Int>
  package let type: String

  package init(range: Range<Int>, type: String) {
    self.range = range
    self.type = type
  }
}
