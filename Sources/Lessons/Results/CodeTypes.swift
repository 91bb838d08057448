/// The known types in a unit's code. Places are offsets in that code, with lines joined by line feeds.
package struct CodeTypes: Sendable, Equatable {
  /// The names in code order.
  package var names: [TypedName]
  /// Expressions that are not names, in code order, each before those inside it.
  package var expressions: [TypedExpression]

  package init(names: [TypedName] = [], expressions: [TypedExpression] = []) {
    self.names = names
    self.expressions = expressions
  }
}
