import Caching
import Diagnostics
import Foundation
package import Lessons
private import Markdown

extension ExecutionEngine {
  /// Checks the examples of some pages of documentation. What is known of a page is kept until the page, a
  /// module or the compiler changes.
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
    let modules = try await modules(forExamplesOf: pages, configuration)
    let entries = pages.map { page in
      let key = page.key([toolchain.identity, runs.rawValue], modules, configuration)
      return CacheEntry.examples(key: key)
    }
    var verdicts = zip(pages, entries).map { page, entry in
      let known = results.read(packed: KeptVerdicts.self, of: entry)?.verdicts
      return known?.count == page.examples.count ? known : nil
    }
    let open = pages.indices.filter { verdicts[$0] == nil }
    if !open.isEmpty {
      report(.checksExamples(open.map { pages[$0].examples.count }.reduce(0, +)))
      let made = try await self.verdicts(on: open.map { pages[$0] }, modules, configuration, runs)
      for (index, made) in zip(open, made) {
        verdicts[index] = made
        results.write(packed: KeptVerdicts(verdicts: made), as: entries[index])
      }
      cache.trim(to: configuration.cacheLimit)
    }
    return zip(pages, verdicts).map { PageVerdicts(page: $0, verdicts: $1 ?? []) }
  }

  /// Type-checks the examples of some pages, and runs those that are to run.
  private func verdicts(
    on pages: [DocumentationPage],
    _ modules: LessonModules,
    _ configuration: SiteConfiguration,
    _ runs: DocumentationSettings.Runs
  ) async throws -> [[ExampleVerdict]] {
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
    let findings = try await ExampleChecker.findings(compiler)
    let running = findings.joined().flatMap { finding -> [ExampleCandidate] in
      guard case .accepted(let candidate, let failures) = finding,
        pages[candidate.page].isToRun(candidate.example, runs)
      else { return [] }
      return [candidate] + failures.trials
    }
    let execution = ProgramExecution(
      workingDirectory: nil,
      surroundings: LessonSurroundings(of: nil, in: configuration),
      reads: FileReads(toolchain, cache: cache),
      limits: RunLimits(configuration, time: Self.exampleTimeLimit)
    )
    let runner = ExampleRunner(compiler: compiler, linker: linker, execution: execution)
    let ran = try await runner.verdicts(running)
    return findings.map { findings in
      findings.map { finding in
        switch finding {
        case .accepted(let candidate, let failures):
          failures.verdict(on: candidate, ran, page: pages[candidate.page])
        case .verdict(let verdict): verdict
        }
      }
    }
  }

  /// Examples are quick, or wait for something that does not come.
  private static let exampleTimeLimit = Duration.seconds(10)

  private func modules(
    forExamplesOf pages: [DocumentationPage],
    _ configuration: SiteConfiguration
  ) async throws -> LessonModules {
    guard let package, pages.contains(where: { !$0.examples.isEmpty }) else { return runtime }
    var names: Set<String> = []
    var isTestable = false
    for page in pages {
      names.formUnion([page.context.module].compactMap(\.self) + page.context.imports)
      for prelude in page.context.preludes { names.formUnion(prelude.code.imports.map(\.name)) }
      for unit in page.lesson.units {
        names.formUnion(unit.swift.imports.map(\.name))
        isTestable = isTestable || unit.swift.imports.contains(where: \.isTestable)
      }
    }
    let demand = ModuleDemand(names: names, libraries: true).without(runtime.modules.map(\.name))
      .adding([], isTestable: isTestable)
    return runtime.adding(
      try await builder(package, configuration).modules(for: demand) { report(.buildsPackage) }
    )
  }
}

extension DocumentationPage {
  /// Whether an example runs, if it compiles.
  fileprivate func isToRun(_ unit: Int, _ runs: DocumentationSettings.Runs) -> Bool {
    let example = examples[unit]
    guard example.form == .statements, !example.isHidden else { return false }
    switch runs {
    case .none: return false
    case .promising: return promises(unit)
    case .all: return true
    }
  }

  /// Whether an example states a result, or that it stops.
  private func promises(_ unit: Int) -> Bool {
    promises(lesson.units[unit])
      || examples[unit].failures.contains { $0.kind == .run && $0.isCertain }
  }

  /// Whether a unit states a result: in a comment, or in an output fence behind it.
  func promises(_ unit: LessonUnit) -> Bool {
    if case .cell(let cell) = unit { promises(cell) } else { false }
  }

  /// Whether a cell states a result.
  func promises(_ cell: Cell) -> Bool {
    !cell.swift.promises.isEmpty || hasOutput(behind: cell)
  }

  private func hasOutput(behind cell: Cell) -> Bool {
    let elements = lesson.document.elements
    guard elements.indices.contains(cell.element + 1),
      case .codeBlock(let block) = elements[cell.element + 1].kind
    else { return false }
    return block.info?.hasPrefix("output") ?? false
  }
}
