/// A name in a unit's code, with what it was declared as.
package struct TypedName: Sendable, Equatable {
  /// From 0.
  package let line: Int
  /// In UTF-8 bytes, from 1.
  package let column: Int
  /// As `row: Tensor<Double>`, `softmax<A>(_: Tensor<A>, along: Int) -> Tensor<A>`.
  package let declaration: String

  package init(line: Int, column: Int, declaration: String) {
    self.line = line
    self.column = column
    self.declaration = declaration
  }
}
