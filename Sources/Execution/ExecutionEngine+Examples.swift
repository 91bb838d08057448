import Diagnostics
import Foundation
package import Lessons
private import Markdown

extension ExecutionEngine {
  /// Checks the examples of some pages of documentation.
  ///
  /// - Parameters:
  ///   - pages: the pages.
  ///   - configuration: the limits of programs, and their surroundings.
  ///   - runs: which examples run.
  /// - Returns: what is known of each page's examples, in the order of the pages.
  /// - Throws: `DiagnosticError` if the package does not build; another error if a process cannot be started.
  package func check(
    _ pages: [DocumentationPage],
    _ configuration: SiteConfiguration,
    runs: DocumentationSettings.Runs
  ) async throws -> [PageVerdicts] {
    let modules = try await modules(forExamplesOf: pages)
    let driver = CompilerDriver(toolchain, cache: cache)
    let linker = ModuleLinker(modules, driver, cache: cache)
    if runs != .none { linker.begin() }
    let compiler = ExampleCompiler(
      toolchain: toolchain,
      modules: modules,
      pages: pages,
      languageMode: configuration.languageMode ?? modules.languageMode ?? "6",
      common: driver.common,
      jobs: jobs
    )
    let checker = ExampleChecker(
      compiler: compiler,
      pages: pages,
      usualModules: modules.topmostLibraries,
      allModules: modules.libraries
    )
    report(.checksExamples(pages.map(\.examples.count).reduce(0, +)))
    let findings = try await checker.findings()
    let accepted = findings.flatMap { $0 }.compactMap { finding in
      if case .accepted(let candidate) = finding { candidate } else { nil }
    }
    let running = accepted.filter { candidate in
      let page = pages[candidate.page]
      let isOfStatements = page.examples[candidate.example].form == .statements
      return isOfStatements
        && (runs == .all || runs == .promising && page.promises(candidate.example))
    }
    let runner = ExampleRunner(
      compiler: compiler,
      linker: linker,
      execution: ProgramExecution(
        workingDirectory: nil,
        surroundings: LessonSurroundings(of: nil, in: configuration),
        reads: FileReads(toolchain, cache: cache),
        limits: RunLimits(configuration, time: Self.exampleTimeLimit)
      ),
      report: { _, _ in }
    )
    let ran = try await runner.verdicts(running)
    return zip(pages, findings).map { page, findings in
      PageVerdicts(
        page: page,
        verdicts: findings.map { finding in
          switch finding {
          case .accepted(let candidate): ran[candidate.number] ?? .compiles
          case .verdict(let verdict): verdict
          }
        }
      )
    }
  }

  /// Examples are quick, or wait for something that does not come.
  private static let exampleTimeLimit = Duration.seconds(5)

  private func modules(
    forExamplesOf pages: [DocumentationPage]
  ) async throws -> LessonModules {
    guard let package, pages.contains(where: { !$0.examples.isEmpty }) else { return runtime }
    var names: Set<String> = []
    for page in pages {
      names.formUnion([page.context.module].compactMap(\.self) + page.context.imports)
      for prelude in page.context.preludes { names.formUnion(prelude.code.imports.map(\.name)) }
      for unit in page.lesson.units { names.formUnion(unit.swift.imports.map(\.name)) }
    }
    let demand = ModuleDemand(names: names, libraries: true).without(runtime.modules.map(\.name))
    return runtime.adding(
      try await builder(package).modules(for: demand) { report(.buildsPackage) }
    )
  }
}

extension LessonModules {
  /// The library modules that no other one imports: those re-export what they import, or are all that there is.
  var topmostLibraries: [String] {
    let own = modules.filter { libraries.contains($0.name) }
    let imported = Set(own.flatMap(\.dependencies))
    let top = libraries.filter { !imported.contains($0) }
    return top.isEmpty ? libraries : top
  }
}

extension DocumentationPage {
  /// Whether an example states a result: in a comment, or in an output fence behind it.
  func promises(_ unit: Int) -> Bool {
    guard case .cell(let cell) = lesson.units[unit] else { return false }
    return !cell.swift.promises.isEmpty || hasOutput(behind: cell)
  }

  private func hasOutput(behind cell: Cell) -> Bool {
    let elements = lesson.document.elements
    guard elements.indices.contains(cell.element + 1),
      case .codeBlock(let block) = elements[cell.element + 1].kind
    else { return false }
    return block.info?.hasPrefix("output") ?? false
  }
}
