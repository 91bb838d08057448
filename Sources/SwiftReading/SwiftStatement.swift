/// A statement or declaration, from its first token to its last.
package struct SwiftStatement: Sendable {
  package enum Kind: Sendable, Equatable {
    case declaration(Declaration)
    /// `if`, `guard`, `for`, `while`, `repeat`, `switch`, `do` or `defer`.
    case control
    /// `case …:` or `default:` of a `switch`.
    case caseLabel
    /// `return`, `throw`, `break`, `continue` or `fallthrough`.
    case jump
    case expression
    /// A line such as `#if DEBUG`.
    case directive
  }

  package enum Declaration: Sendable, Equatable {
    case `import`, variable, function, type, `extension`, `operator`, precedenceGroup, typeAlias
    case macro
    /// `init`, `deinit`, `subscript`, an `associatedtype` or the case of an enumeration.
    case member
  }

  package let kind: Kind
  /// The indices of its first token and the one behind its last; comments may be between.
  package let tokens: Range<Int>
  /// In the text, in UTF-8 bytes.
  package let range: Range<Int>
  /// The index of its keyword among the tokens, behind attributes and modifiers; of its first token
  /// where it has none.
  package let head: Int
  /// The bodies in it, in their order; those in a body are its own.
  package let bodies: [SwiftBody]

  package var isDeclaration: Bool { if case .declaration = kind { true } else { false } }
}

/// What is between two braces, or in a whole file.
package struct SwiftBody: Sendable {
  package enum Kind: Sendable, Equatable {
    /// The top level of a file.
    case file
    /// The body of a loop, of a branch, of `do` or `defer`: its statements run where it is.
    case block
    /// A branch of an `if` or a `switch` that is an expression.
    case expressionBranch
    case closure
    /// The body of a function, an initializer or an accessor.
    case function
    /// The members of a type, a protocol or an extension.
    case type
    /// `get`, `set` and observers, or a getter without its keyword.
    case accessors
    /// The cases of a `switch`, each label a statement of its own.
    case cases
  }

  package let kind: Kind
  /// The indices of its braces and what is between; for a file, of all tokens.
  package let tokens: Range<Int>
  package let statements: [SwiftStatement]
}
