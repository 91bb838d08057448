package import Caching
package import Diagnostics
package import Foundation
package import Lessons

/// Runs the programs of a course's lessons, as many at once as it is told, and remembers their
/// results.
package struct ExecutionEngine: Sendable {
  /// What happens, for those who wait.
  package enum Event: Sendable {
    case buildsPackage
    case runs(lesson: String)
    case finished(lesson: String, fromCache: Bool)
  }

  private let toolchain: Toolchain
  private let runtime: LessonModules
  private let package: URL?
  private let content: URL
  private let cache: CacheDirectory
  private let results: CacheDirectory
  private let jobs: Int
  private let report: @Sendable (Event) -> Void

  /// - Parameters:
  ///   - toolchain: what compiles the lessons.
  ///   - runtime: the modules that come with the tool.
  ///   - package: the package whose modules lessons import, if there is one.
  ///   - content: the folder of the lessons, in which their programs run.
  ///   - cache: where results are kept, and what is known of the package's modules.
  ///   - runsAll: whether lessons run whose results are kept.
  ///   - jobs: how many lessons are compiled and run at once.
  ///   - report: told of each step, from any thread.
  package init(
    toolchain: Toolchain,
    runtime: LessonModules,
    package: URL?,
    content: URL,
    cache: CacheDirectory,
    runsAll: Bool,
    jobs: Int,
    report: @escaping @Sendable (Event) -> Void
  ) {
    self.toolchain = toolchain
    self.runtime = runtime
    self.package = package
    self.content = content
    self.cache = cache
    results = runsAll ? cache.writeOnly : cache
    self.jobs = max(1, jobs)
    self.report = report
  }

  /// What running one lesson gave.
  package struct Outcome: Sendable {
    /// `nil` where the lesson's program has a fault.
    package let results: LessonResults?
    package let diagnostics: [Diagnostic]
  }

  /// The outcome of each lesson, in the order of the course. Lessons without code need no compiler.
  ///
  /// - Throws: `DiagnosticError` if the package does not build; another error if a process cannot be
  ///   started.
  package func run(_ course: Course) async throws -> [Outcome] {
    guard course.lessons.contains(where: { !$0.units.isEmpty }) else {
      return course.lessons.map { _ in Outcome(results: LessonResults(units: []), diagnostics: []) }
    }
    var modules = runtime
    if let package {
      let builder = PackageBuilder(package: package, toolchain: toolchain, cache: cache)
      modules = try await runtime.adding(builder.modules { report(.buildsPackage) })
    }
    let runner = LessonRunner(toolchain: toolchain, modules: modules, workingDirectory: content)
    return try await concurrentMap(course.lessons, atMost: jobs) { lesson in
      try await outcome(of: lesson, in: course.configuration, runner)
    }
  }

  private func outcome(
    of lesson: Lesson,
    in configuration: SiteConfiguration,
    _ runner: LessonRunner
  ) async throws -> Outcome {
    guard !lesson.units.isEmpty, lesson.frontMatter.hasKnownImports else {
      return Outcome(
        results: lesson.units.isEmpty ? LessonResults(units: []) : nil,
        diagnostics: []
      )
    }
    let program = TangledProgram(lesson, imports: configuration.imports)
    let name = "runs/\(key(of: program, lesson, runner.modules)).json"
    if let run = results.read(CachedRun.self, named: name),
      run.results.units.count == lesson.units.count
    {
      report(.finished(lesson: lesson.slug, fromCache: true))
      return Outcome(results: run.results, diagnostics: run.diagnostics(in: lesson))
    }
    report(.runs(lesson: lesson.slug))
    defer { report(.finished(lesson: lesson.slug, fromCache: false)) }
    do {
      let limit = lesson.timeLimit ?? configuration.timeLimit
      let (results, warnings) = try await runner.run(lesson, program, timeLimit: limit)
      self.results.write(CachedRun(results, warnings: warnings, of: lesson), named: name)
      return Outcome(results: results, diagnostics: warnings)
    } catch let error as DiagnosticError {
      return Outcome(results: nil, diagnostics: error.diagnostics)
    }
  }

  /// All that decides a lesson's results. Prose, places and what is shown of them are not in it.
  private func key(
    of program: TangledProgram,
    _ lesson: Lesson,
    _ modules: LessonModules
  ) -> Digest {
    let imports = program.imports + [TangledProgram.runtimeModule]
    var fields = ["1", toolchain.identity, String(lesson.units.count)]
    fields += LessonRunner.compilerFlags + program.identity
    fields += modules.digests(ofImports: imports)
    for name in lesson.frontMatter.data {
      let bytes = (try? Data(contentsOf: content.appending(path: name))) ?? Data()
      fields += [name, Digest(bytes: Array(bytes)).description]
    }
    return Digest(fields)
  }
}

extension Lesson {
  /// The longest time that one of its cells asks for.
  fileprivate var timeLimit: Duration? {
    units.compactMap { unit in
      if case .cell(let cell) = unit { cell.options.timeLimit } else { nil }
    }.max()
  }
}

/// Applies an operation to all elements, at most `width` at once; the results keep their order.
///
/// The first error thrown cancels what still runs.
private func concurrentMap<Element: Sendable, Result: Sendable>(
  _ elements: [Element],
  atMost width: Int,
  _ operation: @escaping @Sendable (Element) async throws -> Result
) async throws -> [Result] {
  try await withThrowingTaskGroup(of: (Int, Result).self) { group in
    var results: [Result?] = Array(repeating: nil, count: elements.count)
    for (index, element) in elements.enumerated() {
      if index >= width, let (done, result) = try await group.next() { results[done] = result }
      group.addTask { (index, try await operation(element)) }
    }
    for try await (done, result) in group { results[done] = result }
    return results.compactMap(\.self)
  }
}
