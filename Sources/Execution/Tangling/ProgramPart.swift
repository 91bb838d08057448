import Lessons
private import Markdown
import SwiftReading

/// A module of a tangled program. A lesson that redeclares no names has one; a redeclaration begins a new
/// module, which imports those before it, as each line of Swift's REPL does.
struct ProgramPart: Sendable {
  /// The part's number, from 1.
  let number: Int
  /// The units whose code it contains.
  let units: [Int]
  /// Its imports, and the declaration that links to the next part.
  private(set) var head: String
  let body: String
  /// Whether its top level waits, so that Swift makes it a task.
  let isAsync: Bool
  /// Whether it declares an entry point, such as `@main`, and so has no statements of its own.
  let isLibrary: Bool
  /// Whether its code may be in a block: all of its declarations are allowed there.
  let fitsInBlock: Bool

  /// Whether private declarations of earlier parts are visible as if they were declared here.
  private(set) var seesAll = true

  /// The part with access control enforced: only for messages about `private`, since redeclared names are
  /// ambiguous then.
  func underAccessControl() -> ProgramPart {
    var part = self
    part.seesAll = false
    part.head += (1..<number).map { "@testable import \(Self.module($0))\n" }.joined()
    return part
  }

  /// Whether the language services are asked for its types. Each part loads those before it, so with very
  /// many parts the compiler's own information has to suffice.
  var isTypeChecked: Bool { number <= 64 }

  /// The text to compile.
  var text: String { head + body }

  /// The name of its module, which no author would choose: it is removed from displayed values.
  var module: String { Self.module(number) }
  var source: String { Self.source(number) }
  var object: String { "part-\(number).o" }

  /// The symbol of its entry point.
  var entryPoint: String { Self.entryPoint(number) }

  static func source(_ number: Int) -> String { number == 1 ? "main.swift" : "main\(number).swift" }
  static func module(_ number: Int) -> String { "\(modulePrefix)\(number)" }
  static let modulePrefix = "__lesson_"
  static func entryPoint(_ number: Int) -> String { "__lesson_\(number)_main" }
  static func task(_ number: Int) -> String { "__lesson_\(number)_task" }
}

extension String {
  /// The text without the names of a program's modules, which Swift adds to types.
  package var withoutLessonModules: String {
    guard utf8.contains(UInt8(ascii: "_")), contains(ProgramPart.modulePrefix) else { return self }
    return replacing(/__lesson_[0-9]+\./, with: "")
      .replacing(
        /(?:the\ (?:type|protocol)'s\ )?module\ '__lesson_[0-9]+'/,
        with: "an earlier cell"
      )
  }
}

extension SwiftSource {
  /// Whether the top level waits: `await`, `async let` and `for await` outside of functions, closures
  /// and types.
  var waitsAtTopLevel: Bool {
    var own = Set<Int>()
    visit { statement, _ in
      for body in statement.bodies where !body.kind.isOfTopLevel { own.formUnion(body.tokens) }
    }
    return statements.contains { statement in
      let isFunction = statement.isDeclaration && statement.kind != .declaration(.variable)
      return !isFunction
        && statement.tokens.contains { index in
          guard tokens[index].kind == .identifier, !own.contains(index) else { return false }
          let word = text(of: tokens[index])
          return word == "await"
            || (word == "async" && index + 1 < tokens.count && text(of: tokens[index + 1]) == "let")
        }
    }
  }

  /// Whether the source declares a program's entry point.
  var declaresMain: Bool {
    statements.contains { statement in
      guard statement.kind == .declaration(.type) || statement.kind == .declaration(.extension)
      else {
        return false
      }
      return (statement.tokens.lowerBound..<statement.head).contains { index in
        text(of: tokens[index]) == "@"
          && ["main", "UIApplicationMain", "NSApplicationMain"]
            .contains(text(of: tokens[index + 1]))
      }
    }
  }

  /// Whether all of the code may be in a block.
  var fitsInBlock: Bool {
    isClosed
      && statements.allSatisfy { statement in
        switch statement.kind {
        case .declaration(.variable), .declaration(.function), .declaration(.type),
          .declaration(.typeAlias):
          let words = tokens[statement.tokens.lowerBound..<statement.head].map(text)
          let isOperator = tokens[min(statement.head + 1, tokens.count - 1)].kind == .operator
          let isProtocol = text(of: tokens[statement.head]) == "protocol"
          return words.isEmpty && !isOperator && !isProtocol
        case .declaration, .directive, .caseLabel: return false
        case .control, .jump, .expression: return true
        }
      }
  }
}

extension SwiftBody.Kind {
  fileprivate var isOfTopLevel: Bool {
    switch self {
    case .block, .cases, .expressionBranch, .file: true
    case .closure, .function, .type, .accessors: false
    }
  }
}
