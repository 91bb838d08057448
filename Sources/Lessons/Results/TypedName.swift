/// A name in a unit's code, with its declaration.
package struct TypedName: Sendable, Equatable {
  /// The offset in the code, in UTF-8 bytes.
  package let offset: Int
  /// The declaration, such as `row: Tensor<Double>` or `softmax<A>(_: Tensor<A>, along: Int) -> Tensor<A>`.
  package let declaration: String

  package init(offset: Int, declaration: String) {
    self.offset = offset
    self.declaration = declaration
  }
}
