import ArgumentParser
private import Diagnostics
private import Execution
private import Foundation
private import Lessons

struct TangleCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tangle",
    abstract: "Print a lesson's code as one Swift file that runs without this tool.",
    discussion: """
      The site's configuration is read from literate.yml beside the lesson. A comment at the top of \
      the file says how to run it.

      Example: literate tangle Content/01-first.md > first.swift
      """
  )

  @Argument(help: "The lesson's Markdown file.")
  var lesson: String

  func run() async throws {
    let console = Console(isJSON: false)
    do {
      let path = URL(filePath: lesson)
      guard let name = LessonName(path.lastPathComponent) else {
        throw DiagnosticError(
          Diagnostic("not-a-lesson", "'\(lesson)' is not named as a lesson is: 01-name.md")
        )
      }
      let folder = try ContentFolder((lesson as NSString).deletingLastPathComponent.orCurrent)
      let files = try await folder.read()
      guard let file = files.lessons.first(where: { $0.name == name.fileName })?.file else {
        throw DiagnosticError(Diagnostic("no-lesson", "there is no file '\(lesson)'"))
      }
      let (configuration, _) = SiteConfiguration.read(from: files.configuration)
      let parsed = LessonParser.parse(file, name: name)
      console.report(parsed.diagnostics)
      if parsed.diagnostics.contains(where: { $0.severity == .error }) {
        throw ExitCode.contentFault
      }
      let program = RunnableProgram(parsed.lesson, imports: configuration.imports)
      FileHandle.standardOutput.write(Data(program.text.utf8))
    } catch let error as DiagnosticError {
      console.report(error.diagnostics)
      throw ExitCode.toolFailure
    }
  }
}

extension String {
  fileprivate var orCurrent: String { isEmpty ? "." : self }
}
