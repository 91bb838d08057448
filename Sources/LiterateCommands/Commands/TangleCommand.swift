import ArgumentParser
private import Basics
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

  @Argument(help: "The lesson's Markdown file, or a file of plain Markdown.")
  var lesson: String

  @OptionGroup var package: PackageOption

  func run() async throws {
    let console = Console()
    do {
      let file = try await LessonFile(lesson)
      let options = try SiteOptions.parse(PackageOption.arguments(package.folder))
      let project = try Project(options, content: file.content)
      let services = try await BuildServices.find(for: project)
      let (course, faults) = try await file.read()
      console.report(faults)
      if faults.contains(where: { $0.severity == .error }) { throw ExitCode.contentFault }
      let compilation = try await services.engine { _ in }.standaloneCompilation(
        of: course.lessons,
        in: course.configuration,
        toolFolder: Self.toolFolder
      )
      let programs = course.lessons.map {
        RunnableProgram($0, in: course.configuration, compilation)
      }
      FileHandle.standardOutput.write(Data(programs.map(\.text).joined().utf8))
    } catch let error as DiagnosticError {
      console.report(error.diagnostics)
      throw ExitCode.toolFailure
    }
  }

  /// The folder of the tool, quoted for a shell.
  private static var toolFolder: String {
    let tool = Installation.tool
    let here = URL(filePath: FileManager.default.currentDirectoryPath).resolvingSymlinksInPath()
    guard let path = tool?.path else { return "." }
    let shown = path.hasPrefix(here.path + "/") ? String(path.dropFirst(here.path.count + 1)) : path
    let isPlain = shown.allSatisfy { $0.isLetter || $0.isNumber || "/._-+".contains($0) }
    return isPlain ? shown : "'\(shown.replacing("'", with: #"'\''"#))'"
  }
}

/// The file whose code is printed, with the settings of its site.
private struct LessonFile {
  let content: ContentFolder
  private let files: ContentFolder.Files

  /// - Throws: `DiagnosticError` if there is no such file.
  init(_ path: String) async throws {
    let url = URL(filePath: path)
    let isLesson = LessonName(url.lastPathComponent) != nil
    content =
      try isLesson
      ? ContentFolder((path as NSString).deletingLastPathComponent.orCurrent)
      : ContentFolder(".", selected: [path])
    var files = try await content.read()
    if isLesson { files.lessons.removeAll { $0.name != url.lastPathComponent } }
    guard !files.lessons.isEmpty else {
      throw DiagnosticError(Diagnostic("no-lesson", "there is no Markdown file '\(path)'"))
    }
    self.files = files
  }

  func read() async throws -> (course: Course, diagnostics: [Diagnostic]) {
    let (course, faults) = try await Course.read(
      files.lessons,
      isPlain: files.isPlain,
      configuration: files.configuration
    )
    return (course, files.diagnostics + faults)
  }
}

extension String {
  fileprivate var orCurrent: String { isEmpty ? "." : self }
}
