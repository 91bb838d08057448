import Foundation
import LanguageServices

/// Asks the language services for the types of a program's expressions.
struct TypeCheck: Sendable {
  let services: SourceKit
  /// Compiler arguments other than the source and a program's settings.
  let arguments: [String]

  /// A part of a program, with its compiler arguments.
  struct Subject: Sendable, Hashable {
    let head: String
    let body: String
    let arguments: [String]
    /// Whether it may be put in a block beside others.
    let fitsInBlock: Bool

    /// A part whose preceding modules are in a folder.
    init(_ part: ProgramPart, _ settings: CompilationSettings, in folder: URL) {
      head = part.head
      body = part.body
      fitsInBlock = part.fitsInBlock
      let access = [
        "-module-name", part.module, "-Xfrontend", "-disable-access-control", "-I", folder.path,
      ]
      arguments = settings.arguments + (part.number > 1 ? access : [])
    }

    var text: String { head + body }
  }

  /// One name for all programs: the services keep what they have made of the text for each name.
  private static let name = "/literate/main.swift"

  /// The expressions of a program, each before those inside it.
  ///
  /// Complexity: what the compiler takes to check the program's types.
  func expressions(of subject: Subject) async throws -> [CheckedExpression] {
    try await expressions(in: subject.headWithoutRuntime + subject.body, subject.arguments)
  }

  /// The expressions of several programs with the same imports. They are checked as one, each in a block of
  /// its own, so that the modules they use are loaded only once.
  func expressions(of subjects: [Subject]) async throws -> [[CheckedExpression]] {
    guard let first = subjects.first else { return [] }
    var text = first.headWithoutRuntime
    let starts = subjects.map { subject in
      text += "do {\n"
      defer { text += "\(subject.body)}\n" }
      return text.utf8.count
    }
    var found: [[CheckedExpression]] = subjects.map { _ in [] }
    for expression in try await expressions(in: text, first.arguments) {
      guard let index = starts.lastIndex(where: { $0 <= expression.offset }) else { continue }
      let distance = subjects[index].headWithoutRuntime.utf8.count - starts[index]
      found[index].append(expression.moved(by: distance))
    }
    return found
  }

  /// Stubs for the runtime, and an error: the services would go on to lower a program without errors.
  private static let end = """
    func __lessonBegins() {}
    func __lessonReaches(_ unit: Int) {}
    func __lessonEnds() {}
    func __lessonBinds<V>(_: V, _: String, _: Int, _: Int, _: Int, _: Int) {}
    func __lessonStates<V>(_: Int, _: Int, _: Int, _: Int, _: () -> V) {}
    func __lessonPrints(_: Int, _: Int, _: Bool) {}
    __lesson
    """

  private func expressions(in text: String, _ own: [String]) async throws -> [CheckedExpression] {
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
          "sourcefile": .text(Self.name), "compilerargs": .texts(arguments + own + [Self.name]),
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

extension TypeCheck.Subject {
  /// The text before the code, with blanks in place of the runtime's import, which is not worth the time it
  /// takes to load.
  fileprivate var headWithoutRuntime: String {
    let rest = head.drop { $0 != "\n" }
    return String(repeating: " ", count: head.utf8.count - rest.utf8.count) + rest
  }
}
