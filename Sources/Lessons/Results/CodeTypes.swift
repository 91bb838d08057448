/// What is known of the types in a unit's code. Places are offsets in that code, whose lines are joined
/// by line feeds.
package struct CodeTypes: Sendable, Equatable {
  /// In the order of the code.
  package var names: [TypedName]
  /// What is no name, in the order of the code, each before those in it.
  package var expressions: [TypedExpression]

  package init(names: [TypedName] = [], expressions: [TypedExpression] = []) {
    self.names = names
    self.expressions = expressions
  }
}
