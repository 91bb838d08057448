import ArgumentParser
import Foundation
import Lessons

/// The options of every command that reads a site's content.
struct SiteOptions: ParsableArguments {
  /// The default folder of the lessons.
  static let usualContent = "Content"

  @Argument(
    help: ArgumentHelp(
      "Plain Markdown files, or folders of them, instead of the lessons of a content folder; their code imports the package's libraries.",
      valueName: "paths"
    )
  )
  var paths: [String] = []

  @Option(name: .long, help: ArgumentHelp("The folder with the lessons.", valueName: "dir"))
  var content = SiteOptions.usualContent

  @OptionGroup var packageOption: PackageOption

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "How many lessons are compiled and run at once. (default: the number of cores)",
      valueName: "n"
    )
  )
  var jobs: Int?

  @Flag(
    name: .long,
    help:
      "Run every example of the documentation that compiles, not only those that state a result."
  )
  var run = false

  @Flag(name: .long, help: "Build and run everything; use nothing that is kept.")
  var noCache = false

  @Flag(
    name: .long,
    help:
      "Say for each lesson why it ran and how it was compiled, or that nothing of it had changed."
  )
  var explain = false

  @Flag(name: .long, help: "Print diagnostics as JSON, one object a line, on standard output.")
  var json = false

  @Flag(name: .long, help: "Print diagnostics as annotations for GitHub's workflows as well.")
  var github = false

  func validate() throws {
    if json, github { throw ValidationError("--json and --github exclude each other") }
    if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1") }
  }

  /// Whether lessons are meant: those of the content folder, or the named ones among them. Otherwise it is
  /// documentation that was not written for this tool.
  var namesLessons: Bool {
    paths.isEmpty ? URL(filePath: content).isFolder : paths.allSatisfy(isLesson)
  }

  /// Whether a path is that of a lesson in the content folder.
  func isLesson(_ path: String) -> Bool {
    let file = URL(filePath: path).standardizedFileURL
    let folder = URL(filePath: content).standardizedFileURL
    return file.deletingLastPathComponent().path == folder.path
      && LessonName(file.lastPathComponent) != nil
  }

  /// Whether all lessons are meant, and they are in a package, whose documentation is then meant as well.
  var isWithinPackage: Bool {
    get throws {
      guard paths.isEmpty else { return false }
      let project = try Project(self)
      return project.package.map { project.content.url.path.hasPrefix($0.path + "/") } ?? false
    }
  }

  /// How diagnostics are printed.
  var format: Console.Format { json ? .json : github ? .github : .text }

  /// The named package.
  var package: String? { packageOption.folder }

  /// The number of lessons to run at once.
  var width: Int { jobs ?? ProcessInfo.processInfo.activeProcessorCount }
}
