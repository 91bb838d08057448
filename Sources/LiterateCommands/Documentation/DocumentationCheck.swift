import Diagnostics
import Execution
import Foundation
import Lessons
import Recording

/// The outcome of checking the examples of documentation that was not written for this tool.
struct DocumentationReport: Sendable {
  let diagnostics: [Diagnostic]
  let coverage: ExampleCoverage

  /// The report without the faults that a baseline lists, and how many of those are gone.
  func without(_ baseline: FaultBaseline) -> (report: DocumentationReport, gone: Int) {
    let (new, gone) = baseline.compared(with: diagnostics)
    return (DocumentationReport(diagnostics: new, coverage: coverage), gone)
  }
}

/// Checks the examples of a package's documentation: of its Markdown, its catalogues and its comments.
struct DocumentationCheck: Sendable {
  let project: Project
  let services: BuildServices
  let console: Console
  let options: DocumentationOptions
  /// The files and folders that were named, as absolute paths; empty for all.
  let selected: [URL]
  /// The folder of lessons, which are checked as such.
  let content: URL

  /// - Throws: `DiagnosticError` if the package does not build; another error if a process cannot be started.
  func run() async throws -> DocumentationReport {
    let root = root
    let targets = try await targets()
    let chosen =
      options.targets.isEmpty ? targets : targets.filter { options.targets.contains($0.name) }
    let folders = try DocumentationFiles.settingsFolders(in: root, content: content)
    let (settings, settingFaults) = DocumentationReader.settings(in: folders, of: root)
    let files = try DocumentationFiles(
      in: root,
      targets: chosen,
      isOfTargets: !options.targets.isEmpty,
      content: content,
      selected: relative(selected, to: root),
      settings
    )
    let reader = DocumentationReader(
      root: root,
      files: files,
      settings: settings,
      publicOnly: options.publicOnly
    )
    let (pages, faults) = try await reader.pages()
    let engine = services.engine { event in
      switch event {
      case .buildsPackage: console.progress("Building the package's modules …")
      case .checksExamples(let count): console.progress("Checking \(count) examples …")
      default: break
      }
    }
    var configuration = SiteConfiguration()
    configuration.languageMode = settings.first { $0.folder.isEmpty }?.languageMode
    let verdicts = try await engine.check(pages, configuration, runs: runs(settings))
    var coverage = ExampleCoverage(leftOut: files.leftOut)
    var diagnostics = settingFaults + faults
    for page in verdicts { diagnostics += self.faults(of: page, &coverage) }
    return DocumentationReport(diagnostics: diagnostics.withoutRepetition, coverage: coverage)
  }

  private func faults(of page: PageVerdicts, _ coverage: inout ExampleCoverage) -> [Diagnostic] {
    let (first, again) = page.results
    let record = LessonRecord(page.page.lesson, first, recordsValues: false)
    let other = LessonRecord(page.page.lesson, again, recordsValues: false)
    // Results that differ in every run have not moved.
    let varying = Set(
      Variation(of: record, again: other).diagnostics.compactMap(\.location?.range.start.line)
    )
    coverage.add(page, record, varying: varying.count)
    var faults: [Diagnostic] = []
    for case .refused(let refused) in page.verdicts { faults += refused }
    faults += Drift(of: record, from: nil).diagnostics.filter { fault in
      // Output of something else than Swift is no business of ours.
      fault.identifier != "stale-output"
        && !(fault.location.map { varying.contains($0.range.start.line) } ?? false)
    }
    return faults
  }

  private func runs(_ settings: [DocumentationSettings]) -> DocumentationSettings.Runs {
    options.run ? .all : settings.first { $0.folder.isEmpty }?.runs ?? .promising
  }

  // MARK: Places

  /// The package, or the folder that the tool was started in if there is none around what was named.
  private var root: URL {
    let here = URL(filePath: FileManager.default.currentDirectoryPath, directoryHint: .isDirectory)
      .resolvingSymlinksInPath()
    guard let package = project.package?.resolvingSymlinksInPath() else { return here }
    let isAround = selected.allSatisfy {
      $0.path == package.path || $0.path.hasPrefix(package.path + "/")
    }
    return isAround ? package : here
  }

  private func relative(_ files: [URL], to root: URL) -> [String] {
    files.map { $0.path == root.path ? "" : String($0.path.dropFirst(root.path.count + 1)) }
  }

  private func targets() async throws -> [PackageOutline.Target] {
    guard let package = project.package else {
      guard options.targets.isEmpty else {
        throw DiagnosticError(
          Diagnostic("no-package", "there is no package here, so it has no target to check")
        )
      }
      return []
    }
    let targets = try await services.outline(of: package).targets
    let unknown = options.targets.first { name in !targets.contains { $0.name == name } }
    if let unknown {
      let names = targets.filter(\.isLibrary).map(\.name).sorted().joined(separator: ", ")
      throw DiagnosticError(
        Diagnostic(
          "no-target",
          "the package has no target '\(unknown)'",
          notes: [Diagnostic.Note("it has \(names)")]
        )
      )
    }
    return targets
  }
}
