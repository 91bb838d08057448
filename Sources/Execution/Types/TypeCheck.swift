import Foundation
import LanguageServices

/// Asks the language services for the types of programs' expressions.
struct TypeCheck: Sendable {
  let services: SourceKit
  /// What the compiler is told besides the source.
  let arguments: [String]

  /// One name for all programs: of each name the services keep what they have made of its text.
  private static let name = "/literate/main.swift"

  /// The expressions of a program, each before those in it.
  ///
  /// Complexity: what the compiler takes to check the program's types.
  func expressions(of program: TangledProgram) async throws -> [CheckedExpression] {
    try await expressions(in: program.headWithoutRuntime + program.body)
  }

  /// The expressions of several programs with the same imports, which are checked as one, each in a block
  /// of its own: what they use of the modules is then loaded once.
  func expressions(of programs: [TangledProgram]) async throws -> [[CheckedExpression]] {
    var text = programs.first?.headWithoutRuntime ?? ""
    let starts = programs.map { program in
      text += "do {\n"
      defer { text += "\(program.body)}\n" }
      return text.utf8.count
    }
    var found: [[CheckedExpression]] = programs.map { _ in [] }
    for expression in try await expressions(in: text) {
      guard let index = starts.lastIndex(where: { $0 <= expression.offset }) else { continue }
      let distance = programs[index].headWithoutRuntime.utf8.count - starts[index]
      found[index].append(expression.moved(by: distance))
    }
    return found
  }

  /// What stands in for the runtime, and an error: a program without errors the services would go on to
  /// lower.
  private static let end = """
    func __lessonBegins() {}
    func __lessonReaches(_ unit: Int) {}
    func __lessonEnds() {}
    __lesson
    """

  private func expressions(in text: String) async throws -> [CheckedExpression] {
    let answer = try await services.answer(
      to: SourceKitRequest(
        "editor.open",
        [
          "name": .text(Self.name), "sourcetext": .text(text + Self.end),
          "syntactic_only": .flag(true),
          "enablesyntaxmap": .flag(false), "enablesubstructure": .flag(false),
        ]
      ),
      SourceKitRequest(
        "expression.type",
        [
          "sourcefile": .text(Self.name), "compilerargs": .texts(arguments + [Self.name]),
          "expectedtypes": .texts([]),
        ]
      )
    )
    let expressions = try JSONDecoder().decode(Answer.self, from: answer).expressions
    return expressions.filter { $0.offset < text.utf8.count }
  }

  private struct Answer: Decodable {
    let expressions: [CheckedExpression]

    enum CodingKeys: String, CodingKey {
      case expressions = "key.expression_type_list"
    }
  }
}

extension TangledProgram {
  /// What stands before the code, with nothing in the place of the runtime's import, which takes longer
  /// to load than is worth it.
  fileprivate var headWithoutRuntime: String {
    let rest = head.drop { $0 != "\n" }
    return String(repeating: " ", count: head.utf8.count - rest.utf8.count) + rest
  }
}
