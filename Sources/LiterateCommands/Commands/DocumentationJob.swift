import Basics
import Diagnostics
import Execution
import Foundation
import Lessons
import Recording

/// Checks the examples of documentation that was not written for this tool.
struct DocumentationJob: Sendable {
  let project: Project
  let services: BuildServices
  let console: Console
  /// The files and folders that were named.
  let selected: [String]
  /// The folder of lessons, if there is one: it is left out.
  let content: URL?
  let options: DocumentationOptions

  func run() async throws -> (diagnostics: [Diagnostic], coverage: ExampleCoverage) {
    let root = project.package ?? project.content.url
    var targets: [PackageOutline.Target] = []
    if let package = project.package { targets = try await services.outline(of: package).targets }
    let files = try DocumentationFiles(
      in: root,
      targets: targets,
      content: content,
      selected: selected
    )
    let (pages, modules, faults) = try await pages(of: files, in: root)
    let engine = services.engine { event in
      if case .buildsPackage = event { console.progress("Building the package's modules …") }
    }
    let verdicts = try await engine.check(
      pages,
      modulesOfPages: modules,
      SiteConfiguration(),
      runs: options.run ? .all : .promising
    )
    var coverage = ExampleCoverage(leftOut: files.leftOut)
    var diagnostics = faults
    for page in verdicts {
      for case .refused(let faults) in page.verdicts { diagnostics += faults }
      let (first, again) = page.results
      let record = LessonRecord(page.page.lesson, first, recordsValues: false)
      let other = LessonRecord(page.page.lesson, again, recordsValues: false)
      // Results that differ in every run have not moved.
      let varying = Set(
        Variation(of: record, again: other).diagnostics.compactMap(\.location?.range.start.line)
      )
      coverage.add(page, record, varying: varying.count)
      diagnostics += Drift(of: record, from: nil).diagnostics.filter { fault in
        !(fault.location.map { varying.contains($0.range.start.line) } ?? false)
      }
    }
    return (diagnostics, coverage)
  }

  /// Reads the pages, many files at once.
  private func pages(
    of files: DocumentationFiles,
    in root: URL
  ) async throws -> (pages: [DocumentationPage], modules: [String?], faults: [Diagnostic]) {
    let read = try await concurrentMap(files.entries) { entry in
      let file = root.appending(path: entry.name)
      let shown = shown(file, entry.name)
      guard let data = FileManager.default.contents(atPath: file.path),
        let text = String(validating: data, as: UTF8.self)
      else {
        let fault = Diagnostic(
          "not-utf8",
          "this file is not UTF-8 text",
          at: Diagnostic.Location(file: shown)
        )
        return (pages: [DocumentationPage](), module: entry.module, faults: [fault])
      }
      let source = SourceFile(path: shown, text: text)
      let pages =
        entry.name.hasSuffix(".swift")
        ? DocumentationComment.comments(in: source)
          .filter { !options.publicOnly || $0.isPublic }
          .map { DocumentationPage($0, in: source, number: 0) }
        : [
          DocumentationPage(
            source,
            number: 0,
            isArticle: DocumentationFiles.isArticle(entry.name)
          )
        ]
      return (pages: pages.filter { !$0.examples.isEmpty }, module: entry.module, faults: [])
    }
    return (
      read.flatMap(\.pages), read.flatMap { file in file.pages.map { _ in file.module } },
      read.flatMap(\.faults)
    )
  }

  /// The path of a file as seen from the folder in which the tool was started.
  private func shown(_ file: URL, _ name: String) -> String {
    let here = URL(filePath: FileManager.default.currentDirectoryPath).resolvingSymlinksInPath().path
    let path = file.resolvingSymlinksInPath().path
    return path.hasPrefix(here + "/") ? String(path.dropFirst(here.count + 1)) : path
  }
}

/// The options about documentation.
struct DocumentationOptions: Sendable {
  var run = false
  var publicOnly = false
  var explain = false
}
