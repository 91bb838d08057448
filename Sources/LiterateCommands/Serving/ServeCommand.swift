import ArgumentParser
import Foundation
import Lessons

struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Build the site, show it in the browser, and keep it as the files are.",
    discussion: """
      Builds the site in memory and serves it to this machine alone. A saved lesson, module of the \
      package, theme file or setting builds anew what it touches, and the pages that are open \
      reload where they were. A fault is shown over the page until it is fixed. Ctrl-C ends it.

      With one lesson named, the address is that of its page: literate serve Content/02-second.md \
      --open

      Exit codes: 0 it was ended, 2 the tool could not work.
      """
  )

  @OptionGroup var options: SiteOptions

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The port, or 0 for any. (default: 8000, or the first free one after it)",
      valueName: "number"
    )
  )
  var port: UInt16?

  @Flag(
    name: .long,
    help: "Open the browser, at the lesson that was named or else at the one saved last."
  )
  var open = false

  func run() async throws {
    let console = Console(options.format)
    let (site, lesson) = siteAndLesson
    let job = ServeJob(options: site, lesson: lesson, port: port, opens: open, console: console)
    try await interruptible { await job.run() }.conclude(on: console)
  }

  /// The site and the named lesson: a single lesson of the content folder is not a site of its own.
  private var siteAndLesson: (SiteOptions, lesson: String?) {
    guard options.paths.count == 1, let path = options.paths.first else { return (options, nil) }
    guard options.isLesson(path) else { return (options, path) }
    var site = options
    site.paths = []
    return (site, URL(filePath: path).lastPathComponent)
  }
}
