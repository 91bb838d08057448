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
    /// `init`, `deinit`, `subscript`, an `associatedtype` or an enumeration case.
    case member
  }

  package let kind: Kind
  /// The token indices from its first to after its last; comments may be among them.
  package let tokens: Range<Int>
  /// The range in the text, in UTF-8 bytes.
  package let range: Range<Int>
  /// The token index of its keyword, after attributes and modifiers, or of its first token if it has none.
  package let head: Int
  /// Its direct bodies, in order; nested ones belong to their own statements.
  package let bodies: [SwiftBody]

  package var isDeclaration: Bool { if case .declaration = kind { true } else { false } }
}

/// The content of a pair of braces, or of a whole file.
package struct SwiftBody: Sendable {
  package enum Kind: Sendable, Equatable {
    /// The top level of a file.
    case file
    /// The body of a loop, of a branch, of `do` or `defer`: its statements run in place.
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
  /// The token indices of its braces and content; for a file, of all tokens.
  package let tokens: Range<Int>
  package let statements: [SwiftStatement]
}
