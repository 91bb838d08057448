import Foundation
import LanguageServices

/// Asks the language services for the types of a program's expressions, beside its compilation.
struct TypeCheck: Sendable {
  private let answer: Once<[CheckedExpression]>

  /// One name for all programs: of each name the services keep what they have made of its text.
  private static let name = "/literate/main.swift"

  /// `arguments` is what the compiler is told besides the source.
  init(of program: TangledProgram, _ arguments: [String], by services: SourceKit) {
    let open = SourceKitRequest(
      "editor.open",
      [
        "name": .text(Self.name), "sourcetext": .text(program.textWithoutRuntime),
        "syntactic_only": .flag(true), "enablesyntaxmap": .flag(false),
        "enablesubstructure": .flag(false),
      ]
    )
    let ask = SourceKitRequest(
      "expression.type",
      [
        "sourcefile": .text(Self.name), "compilerargs": .texts(arguments + [Self.name]),
        "expectedtypes": .texts([]),
      ]
    )
    answer = Once {
      let answer = try await services.answer(to: open, ask)
      return try JSONDecoder().decode(Answer.self, from: answer).expressions
    }
  }

  /// Begins, if it has not.
  func begin() {
    answer.begin()
  }

  /// The expressions that have a type, each before those in it; none where the services do not answer.
  ///
  /// Complexity: what the compiler takes to check the program's types.
  var expressions: [CheckedExpression] {
    get async { (try? await answer.value) ?? [] }
  }

  private struct Answer: Decodable {
    let expressions: [CheckedExpression]

    enum CodingKeys: String, CodingKey {
      case expressions = "key.expression_type_list"
    }
  }
}

/// An expression of a program with its type.
struct CheckedExpression: Decodable, Sendable {
  /// In the program's text, in UTF-8 bytes.
  let offset, length: Int
  let type: String

  enum CodingKeys: String, CodingKey {
    case offset = "key.expression_offset"
    case length = "key.expression_length"
    case type = "key.expression_type"
  }
}

extension TangledProgram {
  /// The text with nothing in its first line, the import of the runtime. What calls the runtime is then
  /// an error: a program without errors the services would go on to lower.
  fileprivate var textWithoutRuntime: String {
    let rest = text.drop { $0 != "\n" }
    return String(repeating: " ", count: text.utf8.count - rest.utf8.count) + rest
  }
}
