import Basics
package import Caching
import Diagnostics
package import Foundation
package import LanguageServices
package import Lessons

/// Runs the programs of a course's lessons, a limited number at once, and remembers their results.
package struct ExecutionEngine: Sendable {
  /// A progress event.
  package enum Event: Sendable {
    case buildsPackage
    /// Examples of documentation are being compiled.
    case checksExamples(Int)
    /// One of a lesson's programs is being compiled and run.
    case runs(lesson: String)
    /// All of a lesson's programs are done.
    case done
    /// Some of a lesson's programs ran and gave these results, while other lessons may still run.
    case ran(Lesson, LessonResults)
    /// Sent once per lesson, in the order of the course, when all are done: `reasons` says why its programs
    /// ran, `settings` how they were compiled.
    case finished(lesson: String, reasons: [String], settings: [String])
  }

  let toolchain: Toolchain
  private let services: SourceKit
  let runtime: LessonModules
  let package: URL?
  let content: URL
  let cache: CacheDirectory
  let results: CacheDirectory
  private let runsAll: Bool
  let jobs: Int
  let report: @Sendable (Event) -> Void

  /// - Parameters:
  ///   - toolchain: the toolchain that compiles the lessons.
  ///   - services: the toolchain's language services, which know the types of expressions.
  ///   - runtime: the modules that come with the tool.
  ///   - package: the package whose modules lessons import, if there is one.
  ///   - content: the folder of the lessons, in which their programs run.
  ///   - cache: where results and information about the package's modules are kept.
  ///   - runsAll: whether to run lessons even if their results are kept.
  ///   - jobs: how many lessons are compiled and run at once.
  ///   - report: called at each step, from any thread.
  package init(
    toolchain: Toolchain,
    services: SourceKit,
    runtime: LessonModules,
    package: URL?,
    content: URL,
    cache: CacheDirectory,
    runsAll: Bool,
    jobs: Int,
    report: @escaping @Sendable (Event) -> Void
  ) {
    self.toolchain = toolchain
    self.services = services
    self.runtime = runtime
    self.package = package
    self.content = content
    self.cache = cache
    self.runsAll = runsAll
    results = runsAll ? cache.writeOnly : cache
    self.jobs = max(1, jobs)
    self.report = report
  }

  /// Returns the outcome of each lesson, in the order of the course. Lessons without code need no compiler.
  ///
  /// - Throws: `DiagnosticError` if the package does not build; a different error if a process cannot be
  ///   started.
  package func run(
    _ course: Course,
    repetition: @Sendable (Lesson) -> Repetition = { _ in .once }
  ) async throws -> [Outcome] {
    let plans = course.lessons.map { lesson in
      course.configuration.hasKnownImports && lesson.frontMatter.hasKnownImports
        ? ProgramPlan.plans(of: lesson) : []
    }
    let tasks = plans.indices.flatMap { lesson in
      plans[lesson].indices.map { (lesson: lesson, program: $0) }
    }
    let programs = tasks.map {
      (plan: plans[$0.lesson][$0.program], lesson: course.lessons[$0.lesson])
    }
    let modules = try await modules(for: programs, in: course.configuration)
    let driver = CompilerDriver(toolchain, cache: cache)
    let checks = TypeChecks(
      TypeCheck(
        services: services,
        arguments: LessonCompiler.flags + modules.searchArguments + driver.common
      )
    )
    defer { checks.cancel() }
    let resources = ExecutionResources(
      driver: driver,
      linker: ModuleLinker(modules, driver, cache: cache),
      checks: checks,
      reads: FileReads(toolchain, cache: cache),
      pages: PageCompiler(modules: PageModules(modules, toolchain, cache: pageCache))
    )
    let repetitions = course.lessons.map(repetition)
    let prepared = try await concurrentMap(tasks) { task in
      prepare(
        plans[task.lesson][task.program],
        course.lessons[task.lesson],
        course.configuration,
        modules,
        repetitions[task.lesson]
      )
    }
    let beginning = prepared.filter { $0.plan.goal == .results && $0.known == nil }
    checks.begin(
      beginning.map(\.program).flatMap { program in
        program.parts.prefix(1).map { TypeCheck.Subject($0, program.settings, in: content) }
      }
    )
    let gathered = GatheredOutcomes(course.lessons, plans)
    for plans in plans where plans.isEmpty { report(.done) }
    _ = try await concurrentMap(Array(zip(tasks, prepared)), atMost: jobs) { task, program in
      let lesson = course.lessons[task.lesson]
      let outcome = try await outcome(of: program, lesson, course.configuration, resources)
      guard gathered.note(outcome, ofProgram: task.program, of: task.lesson) else { return }
      report(.done)
      if !gathered.reasons(ofLesson: task.lesson).isEmpty {
        report(.ran(lesson, gathered.outcome(ofLesson: task.lesson).results))
      }
    }
    finish(course, gathered)
    return course.lessons.indices.map(gathered.outcome)
  }

  /// Reports why each lesson ran, and trims the cache if any did.
  private func finish(_ course: Course, _ gathered: GatheredOutcomes) {
    let reasons = course.lessons.indices.map(gathered.reasons)
    for (index, reasons) in reasons.enumerated() {
      let slug = course.lessons[index].slug
      let settings = gathered.settings(ofLesson: index)
      report(.finished(lesson: slug, reasons: reasons, settings: settings))
    }
    if reasons.contains(where: { !$0.isEmpty }) {
      for kept in [cache, pageCache] { kept.trim(to: course.configuration.cacheLimit) }
    }
  }

  /// A program, with its results if they are known.
  struct PreparedProgram: Sendable {
    let plan: ProgramPlan
    let imports: [String]
    let program: TangledProgram
    let settings: RequestedSettings
    let key: ProgramKey
    let known: KeptResults?
    /// Why it runs although results are kept for its key.
    let reason: String?
    let runsTwice: Bool
  }

  private func prepare(
    _ plan: ProgramPlan,
    _ lesson: Lesson,
    _ configuration: SiteConfiguration,
    _ modules: LessonModules,
    _ repetition: Repetition
  ) -> PreparedProgram {
    let imports =
      configuration.importsLibraries ? modules.libraries : configuration.imports.values
    let settings = RequestedSettings(of: lesson, configuration, languageMode: modules.languageMode)
    let program = TangledProgram(
      plan,
      of: lesson,
      imports: imports,
      TangledProgram.Choices(settings: settings.first, partStarts: plan.unitsThatRedeclare(lesson))
    )
    let surroundings = LessonSurroundings(of: lesson, in: configuration)
    let key = ProgramKey(
      of: program,
      settings,
      lesson,
      in: content,
      toolchain,
      modules,
      surroundings
    )
    var known = results.read(packed: KeptResults.self, of: .results(key: key.digest))
    if known?.results.count != plan.resultUnits.count { known = nil }
    let changed = known?.files.first { !$0.isCurrent(in: content) }
    let isToRepeat = repetition == .twice && plan.goal == .results && known?.again == nil
    return PreparedProgram(
      plan: plan,
      imports: imports,
      program: program,
      settings: settings,
      key: key,
      known: changed == nil && !isToRepeat ? known : nil,
      reason: changed.map { "the file \($0.path) changed" }
        ?? (known != nil && isToRepeat ? "what it gives is to be recorded" : nil),
      runsTwice: repetition != .once
    )
  }

  /// The resources for compiling and running programs.
  struct ExecutionResources: Sendable {
    let driver: CompilerDriver
    let linker: ModuleLinker
    let checks: TypeChecks
    let reads: FileReads
    let pages: PageCompiler
  }

  private func runner(
    for program: PreparedProgram,
    _ lesson: Lesson,
    _ configuration: SiteConfiguration,
    _ resources: ExecutionResources
  ) -> LessonRunner {
    LessonRunner(
      driver: resources.driver,
      linker: resources.linker,
      checks: resources.checks,
      settings: program.settings,
      execution: ProgramExecution(
        workingDirectory: content,
        surroundings: LessonSurroundings(of: lesson, in: configuration),
        reads: resources.reads,
        limits: RunLimits(configuration, time: lesson.timeLimit)
      ),
      runsTwice: program.runsTwice
    )
  }

  /// The outcome of a program, and what its controls reach.
  func ownOutcome(
    of program: PreparedProgram,
    _ lesson: Lesson,
    _ configuration: SiteConfiguration,
    _ resources: ExecutionResources
  ) async throws -> (ProgramOutcome, ControlReach?) {
    let (plan, key) = (program.plan, program.key)
    let history = CacheEntry.history(
      program: "\(lesson.slug)-\(plan.units.last ?? 0)-\(plan.goal)"
    )
    defer { cache.write(key, as: history) }
    if let known = program.known {
      let outcome = ProgramOutcome(
        results: known.results,
        diagnostics: known.diagnostics(plan, of: lesson),
        reason: nil,
        again: plan.goal == .results ? known.again : known.results,
        files: known.files
      )
      return (outcome, known.reach)
    }
    let reason =
      runsAll
      ? "all were to run"
      : program.reason
        ?? key.difference(from: cache.read(ProgramKey.self, of: history))
    let runner = runner(for: program, lesson, configuration, resources)
    report(.runs(lesson: lesson.slug))
    do {
      var (units, diagnostics) = try await runner.run(plan, of: lesson, imports: program.imports)
      diagnostics = diagnostics.map { $0.explained(by: resources.linker.modules) }
      let leavesGap = { (diagnostic: Diagnostic) in
        diagnostic.severity == .error || diagnostic.identifier == ProgramBuilder.noTypes
      }
      let notes = runner.notes
      if !diagnostics.contains(where: leavesGap), notes.isSettled {
        let kept = KeptResults(units, warnings: diagnostics, notes, plan, of: lesson)
        results.write(packed: kept, as: .results(key: key.digest))
      }
      let outcome = ProgramOutcome(
        results: units,
        diagnostics: diagnostics,
        reason: reason,
        again: plan.goal == .results ? notes.again : units,
        files: notes.files,
        settings: notes.settings
      )
      return (outcome, notes.reach)
    } catch let error as DiagnosticError {
      let places = configuration.imports.locations.merging(lesson.frontMatter.imports.locations) {
        $1
      }
      let diagnostics = error.diagnostics.map {
        $0.placedAtImport(places).explained(by: resources.linker.modules)
      }
      return (ProgramOutcome(results: [], diagnostics: diagnostics, reason: reason), nil)
    }
  }
}
