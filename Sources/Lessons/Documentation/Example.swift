import SwiftReading

/// A code block of documentation, and what kind of code it is.
package struct Example: Sendable {
  /// Why a code block is not a program that could be checked.
  package enum Omission: String, Sendable, CaseIterable {
    /// Its author says so.
    case ignored
    /// A piece of `Package.swift`.
    case manifest
    /// Something is left out: `...`, `…`, a placeholder.
    case elided
    /// A command for a shell.
    case shell
    /// Its brackets, literals or conditions are not closed.
    case fragment
    /// It is not Swift, though it might have been.
    case notSwift
    /// It declares members of a type that it does not show.
    case members
    /// It imports a module that does not exist here.
    case otherPlatform
    /// It uses names that are declared nowhere in the documentation.
    case context
    /// It has an expression on which the compiler gives up.
    case tooComplex

    /// The kind of code, behind a number in a summary: `3 of a manifest`.
    package var description: String {
      switch self {
      case .ignored: "marked to be ignored"
      case .manifest: "of a manifest"
      case .elided: "elided"
      case .shell: "for a shell"
      case .fragment: "unfinished"
      case .notSwift: "not Swift"
      case .members: "members without their type"
      case .otherPlatform: "for modules that are not here"
      case .context: "without their context"
      case .tooComplex: "too complex for the compiler"
      }
    }
  }

  /// How the code is compiled.
  package enum Form: Sendable, Equatable {
    /// Statements and declarations, as in a function.
    case statements
    /// Declarations without bodies, as in a module's interface.
    case interface
    /// Members of a type.
    case members
    case omitted(Omission)
  }

  package let form: Form
  /// Whether the block says that it is Swift; others are Swift only if the compiler says so.
  package let isLabelled: Bool
  /// Whether a comment in it says that something is left out, which may be why it does not compile.
  package let hasElidedComment: Bool
  /// The statements that fail, according to comments behind them.
  package let failures: [ExpectedFailure]
  /// Whether it only lists declarations of the package: each is public.
  package let isListing: Bool

  /// Whether readers do not see it: it stands before all later examples of its page.
  package let isHidden: Bool

  init(_ cell: Cell, isLabelled: Bool, isHidden: Bool) {
    let source = cell.swift.source
    self.isHidden = isHidden
    self.isLabelled = isLabelled
    hasElidedComment =
      source.hasBodyOfComments
      || source.tokens.contains { token in
        token.kind.isComment
          && source.text(of: token).contains(
            /(?:^\/\/\s*|^\/\*+\s*)(?:\.{2,}|…|etc\b)|(?:\.{3}|…)\s*(?:\*\/)?$/
          )
      }
    failures = ExpectedFailure.failures(in: source)
    isListing =
      !source.statements.isEmpty
      && source.statements.allSatisfy { statement in
        statement.isDeclaration
          && source.tokens[
            statement.tokens.lowerBound..<max(statement.tokens.lowerBound, statement.head)
          ]
          .contains { ["public", "open"].contains(source.text(of: $0)) }
      }
    form = cell.options.fate == .isShownOnly ? .omitted(.ignored) : source.exampleForm(isLabelled)
  }
}
