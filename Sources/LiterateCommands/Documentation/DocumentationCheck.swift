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

  /// - Throws: `DiagnosticError` if the package does not build; another error if a process cannot be started.
  func run() async throws -> DocumentationReport {
    let documentation = try await PackageDocumentation(
      of: project,
      services,
      targets: options.targets
    )
    let (pages, faults) = try await documentation.pages(publicOnly: options.publicOnly)
    let verdicts = try await documentation.check(
      pages,
      services.engine { console.progress(on: $0) }
    )
    var coverage = ExampleCoverage(leftOut: documentation.files.leftOut)
    var diagnostics = documentation.faults + faults
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
}
