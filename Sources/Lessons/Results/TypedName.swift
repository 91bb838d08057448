/// A name in a unit's code, with what it was declared as.
package struct TypedName: Sendable, Equatable {
  /// Where it begins in the code, in UTF-8 bytes.
  package let offset: Int
  /// As `row: Tensor<Double>`, `softmax<A>(_: Tensor<A>, along: Int) -> Tensor<A>`.
  package let declaration: String

  package init(offset: Int, declaration: String) {
    self.offset = offset
    self.declaration = declaration
  }
}
