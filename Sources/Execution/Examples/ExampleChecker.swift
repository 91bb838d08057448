import Basics
import Diagnostics
import Foundation
import Lessons
private import Markdown
import SwiftReading

/// Checks the examples of documentation that was not written for this tool.
///
/// Each example is first read by itself. One that lacks something is read behind the earlier examples of its
/// page that declare it, then behind all of them; with Foundation, and with the package's other modules.
struct ExampleChecker: Sendable {
  let compiler: ExampleCompiler
  let pages: [DocumentationPage]
  /// The modules of the package that its users import first.
  let usualModules: [String]
  /// All library modules of the package.
  let allModules: [String]

  /// An example of a page.
  private struct Subject: Hashable {
    let page: Int
    let unit: Int
  }

  /// What the candidates of an example came to.
  private struct Attempt {
    let candidate: ExampleCandidate
    let errors: [CompilerOutput.Message]

    /// The names that something else may declare, members included.
    var missing: [String] { errors.compactMap(\.missingName) }
    /// Whether it uses names that are declared nowhere.
    var lacksContext: Bool { errors.contains { CompilerMessageNames.outOfScope.contains($0.name) } }
    /// Whether its imports declare a name twice: they are not those that the example means.
    var isAmbiguous: Bool { errors.contains { $0.diagnostic.message.contains(" is ambiguous") } }
    var isTooComplex: Bool { errors.contains { $0.name == CompilerMessageNames.tooComplex } }
    /// Attempts with less missing are nearer to a program, and so are simpler ones.
    var rank: (Int, Int, Int, Int) {
      (isAmbiguous ? 1 : 0, missing.count, candidate.units.count > 1 ? 1 : 0, errors.count)
    }
  }

  /// The outcome for each example of each page: the candidate that compiles, or a verdict.
  enum Finding: Sendable {
    case accepted(ExampleCandidate)
    case verdict(ExampleVerdict)
  }

  /// Type-checks the examples; at most four compilations each.
  func findings() async throws -> [[Finding]] {
    var next = 0
    func candidate(
      _ subject: Subject,
      behind earlier: [Int] = [],
      imports: [String],
      place: ExampleCandidate.Place? = nil
    ) -> ExampleCandidate {
      next += 1
      let hidden = hidden(before: subject)
      let units = hidden + earlier.filter { !hidden.contains($0) } + [subject.unit]
      return ExampleCandidate(
        number: next,
        page: subject.page,
        units: units,
        imports: imports,
        place: place ?? self.place(of: subject, behind: earlier)
      )
    }
    let available = try await compiler.available(foreignImports)
    var findings = pages.map { page in page.examples.map { _ in Finding?.none } }
    var subjects: [Subject] = []
    for (page, examples) in pages.map(\.examples).enumerated() {
      for (unit, example) in examples.enumerated() {
        let subject = Subject(page: page, unit: unit)
        if case .omitted(let omission) = example.form {
          findings[page][unit] = .verdict(.omitted(omission, nil))
        } else if imports(of: subject).contains(where: { !isKnown($0, available) }) {
          findings[page][unit] = .verdict(
            .omitted(.otherPlatform, imports(of: subject).map(\.name).joined(separator: " "))
          )
        } else {
          subjects.append(subject)
        }
      }
    }
    var attempts: [Subject: [Attempt]] = [:]
    func check(_ candidates: [(subject: Subject, candidate: ExampleCandidate)]) async throws {
      let errors = try await compiler.errors(of: candidates.map(\.candidate))
      for (subject, candidate) in candidates {
        let attempt = Attempt(candidate: candidate, errors: errors[candidate.number] ?? [])
        attempts[subject, default: []].append(attempt)
      }
    }
    func isOpen(_ subject: Subject) -> Bool {
      !(attempts[subject] ?? []).contains { $0.errors.isEmpty || $0.isTooComplex }
    }
    try await check(subjects.map { ($0, candidate($0, imports: usual($0))) })
    let needs = attempts.mapValues { Set($0.flatMap(\.missing)) }
    var more: [(Subject, ExampleCandidate)] = []
    for subject in subjects where isOpen(subject) {
      let imports = withFoundation(usual(subject))
      more.append((subject, candidate(subject, imports: imports)))
      if !pages[subject.page].examples[subject.unit].failures.isEmpty {
        let whole = candidate(subject, imports: imports)
        more.append((subject, whole.with(.all, number: whole.number)))
      }
      let all = earlier(than: subject)
      let declaring = declaring(needs[subject] ?? [], among: all, of: subject.page) {
        needs[Subject(page: subject.page, unit: $0)] ?? []
      }
      let using = using(declaring, among: all, of: subject.page)
      for earlier in using == declaring ? [using] : [using, declaring] where !earlier.isEmpty {
        more.append((subject, candidate(subject, behind: earlier, imports: imports)))
      }
      if all != declaring, all != using, !all.isEmpty {
        more.append((subject, candidate(subject, behind: all, imports: imports)))
      }
    }
    try await check(more)
    var last: [(Subject, ExampleCandidate)] = []
    for subject in subjects where isOpen(subject) {
      let imports = everything(subject)
      let best = attempts[subject]?.min { $0.rank < $1.rank }
      guard let best, imports != best.candidate.imports else { continue }
      last.append(
        (subject, candidate(subject, behind: best.candidate.units.dropLast(), imports: imports))
      )
    }
    try await check(last)
    // What a function may not hold, a file may, and by itself an expression may take all the steps that it
    // needs: no example is refused for where it was put.
    try await check(
      subjects.compactMap { subject in
        let all = attempts[subject] ?? []
        let chosen = all.last(where: \.isTooComplex) ?? all.min { $0.rank < $1.rank }
        guard let best = chosen?.candidate, best.place == .function,
          !all.contains(where: \.errors.isEmpty)
        else { return nil }
        let earlier = Array(best.units.dropLast())
        return (subject, candidate(subject, behind: earlier, imports: best.imports, place: .file))
      }
    )
    for subject in subjects {
      findings[subject.page][subject.unit] = finding(subject, attempts[subject] ?? [])
    }
    try await checkFailures(of: &findings, next)
    return findings.map { $0.compactMap(\.self) }
  }

  /// Checks that what is said to fail does: in an example that compiles without those statements, each of
  /// them is put back in turn.
  private func checkFailures(of findings: inout [[Finding?]], _ count: Int) async throws {
    var next = count
    var candidates: [(base: ExampleCandidate, variant: ExampleCandidate)] = []
    for case .accepted(let base)? in findings.joined() {
      let failures = pages[base.page].examples[base.example].failures
      guard !failures.isEmpty else { continue }
      let variants =
        [ExampleCandidate.Failures.all]
        + failures.indices.filter { failures[$0].kind == .compilation }.map { .only($0) }
      for variant in variants {
        next += 1
        candidates.append((base, base.with(variant, number: next)))
      }
    }
    let errors = try await compiler.errors(of: candidates.map(\.variant))
    for (base, variant) in candidates where errors[variant.number] == nil {
      let failures = pages[base.page].examples[base.example].failures
      switch variant.failures {
      case .all where !failures.contains { $0.kind == .run || $0.isCertain }:
        // Nothing fails: the comments are remarks.
        findings[base.page][base.example] = .accepted(variant)
      case .only(let index) where failures[index].isCertain:
        findings[base.page][base.example] = .verdict(.refused([compiles(failures[index], base)]))
      default: continue
      }
    }
  }

  private func compiles(_ failure: ExpectedFailure, _ candidate: ExampleCandidate) -> Diagnostic {
    let page = pages[candidate.page]
    let code = page.lesson.units[candidate.example].swift
    return Diagnostic(
      "example-compiles",
      "this compiles, though the comment says that it does not",
      at: page.lesson.file.location(
        SourceRange(
          line: code.lineNumber(of: failure.statement.lowerBound),
          column: code.column(of: failure.statement.lowerBound),
          length: 1
        )
      )
    )
  }

  private func finding(_ subject: Subject, _ attempts: [Attempt]) -> Finding {
    if let good = attempts.first(where: \.errors.isEmpty) { return .accepted(good.candidate) }
    let example = pages[subject.page].examples[subject.unit]
    let sound = attempts.filter { !$0.isTooComplex }
    guard let best = sound.min(by: { $0.rank < $1.rank }), attempts.last?.isTooComplex == false
    else {
      return .verdict(.omitted(example.isLabelled ? .tooComplex : .notSwift, nil))
    }
    if !example.isLabelled, best.errors.contains(where: \.isAboutSyntax) {
      return .verdict(.omitted(.notSwift, nil))
    }
    if best.lacksContext {
      return .verdict(
        .omitted(
          .context,
          best.errors.map {
            "\($0.diagnostic.location?.range.start.line ?? 0): \($0.diagnostic.message)"
          }.joined(separator: " | ")
        )
      )
    }
    if example.form == .members {
      return .verdict(
        .omitted(.members, best.errors.map(\.diagnostic.message).joined(separator: " | "))
      )
    }
    if example.hasElidedComment {
      return .verdict(
        .omitted(.elided, best.errors.map(\.diagnostic.message).joined(separator: " | "))
      )
    }
    let unit = pages[subject.page].lesson.units[subject.unit]
    let own = best.errors.filter { unit.contains($0.diagnostic) }
    let path = best.candidate.path(of: pages[subject.page].lesson)
    let ofPrelude = best.errors.filter { $0.path != nil && $0.path != path }
    if !ofPrelude.isEmpty { return .verdict(.refused(ofPrelude.map(\.diagnostic))) }
    if source(subject).isCollection { return .verdict(.omitted(.context, nil)) }
    // An earlier example, which is reported itself, is all that is wrong.
    guard !own.isEmpty || best.errors.contains(where: { $0.path == nil }) else {
      return .verdict(.omitted(.context, best.errors.first?.diagnostic.message))
    }
    return .verdict(.refused(firstOfEachStatement(own.isEmpty ? best.errors : own, subject)))
  }

  /// The first error of each statement: the others mostly follow from it.
  private func firstOfEachStatement(
    _ errors: [CompilerOutput.Message],
    _ subject: Subject
  ) -> [Diagnostic] {
    let code = pages[subject.page].lesson.units[subject.unit].swift
    // Behind code that cannot be read, nothing is certain.
    let sorted = errors.sorted { $0.diagnostic < $1.diagnostic }
    if let first = sorted.first(where: \.isAboutSyntax) { return [first.diagnostic] }
    var seen: Set<Int> = []
    let firsts = errors.map(\.diagnostic).sorted().filter { error in
      guard let start = error.location?.range.start, let first = code.lines.first?.start.line,
        let offset = code.offset(line: start.line - first, column: start.column),
        let statement = code.source.statements.lastIndex(where: { $0.range.lowerBound <= offset })
      else { return seen.insert(-1).inserted }
      return seen.insert(statement).inserted
    }
    // The same fault in many statements is one fault.
    var found: [Diagnostic] = []
    for fault in firsts {
      guard let same = found.firstIndex(where: { $0.message == fault.message }) else {
        found.append(fault)
        continue
      }
      found[same] = found[same].adding([Diagnostic.Note("here as well", at: fault.location)])
    }
    return found
  }

  // MARK: Candidates

  private func source(_ subject: Subject) -> SwiftSource {
    pages[subject.page].lesson.units[subject.unit].swift.source
  }

  private func place(of subject: Subject, behind earlier: [Int]) -> ExampleCandidate.Place {
    let page = pages[subject.page]
    let units = hidden(before: subject) + earlier + [subject.unit]
    let fits =
      units.allSatisfy { page.lesson.units[$0].swift.source.fitsInFunction }
      && page.context.preludes.allSatisfy(\.code.source.fitsInFunction)
    switch page.examples[subject.unit].form {
    case .members where earlier.isEmpty && fits: return .type(page.enclosingType)
    case .interface
    where earlier.isEmpty && fits && source(subject).statements.allSatisfy(\.isDeclaration):
      return .interface
    default: return fits ? .function : .file
    }
  }

  /// The hidden examples before one.
  private func hidden(before subject: Subject) -> [Int] {
    let examples = pages[subject.page].examples
    return (0..<subject.unit).filter { examples[$0].isHidden && examples[$0].form == .statements }
  }

  /// The earlier examples of a page that are programs.
  private func earlier(than subject: Subject) -> [Int] {
    let examples = pages[subject.page].examples
    return (0..<subject.unit).filter {
      examples[$0].form == .statements && !examples[$0].isListing && !examples[$0].isHidden
    }
  }

  /// The examples that declare some names, and those that declare what these lack.
  private func declaring(
    _ names: Set<String>,
    among units: [Int],
    of page: Int,
    needs: (Int) -> Set<String>
  ) -> [Int] {
    var found: Set<Int> = []
    var pending = names
    var seen: Set<String> = []
    while let name = pending.popFirst() {
      guard seen.insert(name).inserted,
        let unit = units.last(where: {
          pages[page].lesson.units[$0].swift.source.topLevelNames.contains(name)
        })
      else { continue }
      found.insert(unit)
      pending.formUnion(needs(unit))
    }
    return found.sorted()
  }

  /// Some examples that declare names, and those after them that use their variables, and may change them.
  private func using(_ declaring: [Int], among units: [Int], of page: Int) -> [Int] {
    func source(_ unit: Int) -> SwiftSource { pages[page].lesson.units[unit].swift.source }
    guard let first = declaring.first else { return [] }
    let variables = Set(declaring.flatMap { source($0).variables })
    return units.filter { unit in
      declaring.contains(unit) || unit > first && !variables.isDisjoint(with: source(unit).names)
    }
  }

  // MARK: Imports

  private func imports(of subject: Subject) -> [ImportedModule] {
    pages[subject.page].lesson.units[subject.unit].swift.imports
  }

  /// The modules that examples import and that are not the package's.
  private var foreignImports: Set<String> {
    var names: Set<String> = []
    for page in pages {
      for unit in page.lesson.units { names.formUnion(unit.swift.imports.map(\.name)) }
    }
    return names.subtracting(compiler.modules.modules.map(\.name))
  }

  private func isKnown(_ module: ImportedModule, _ available: Set<String>) -> Bool {
    available.contains(module.name)
      || compiler.modules.modules.contains { $0.name == module.name }
  }

  /// The imports of an example as its users would write them.
  private func usual(_ subject: Subject) -> [String] {
    let own = imports(of: subject)
    let context = pages[subject.page].context
    let asked = context.imports + context.preludes.flatMap { $0.code.imports.map(\.name) }
    let texts = asked.map { "import \($0)" } + own.map { "import \($0.name)" }
    if own.contains(where: { allModules.contains($0.name) }) { return texts.unique }
    let modules = pages[subject.page].context.module.map { [$0] } ?? usualModules
    return (modules.map { "import \($0)" } + texts).unique
  }

  /// Foundation, with the parts of it that have modules of their own here.
  private func withFoundation(_ imports: [String]) -> [String] {
    (imports + ["import Foundation", "import FoundationNetworking", "import FoundationXML"]).unique
  }

  private func everything(_ subject: Subject) -> [String] {
    let tests = source(subject).testLibraries.map { "import \($0)" }
    let others = allModules.map { "import \($0)" } + ["import Synchronization"] + tests
    return withFoundation(usual(subject) + others)
  }
}

extension CompilerOutput.Message {
  /// Whether it is about how the code is written, before what it means.
  fileprivate var isAboutSyntax: Bool {
    name.hasPrefix("expected_") || name.hasPrefix("lex_") || name.hasPrefix("statement_same_line")
      || name.hasPrefix("extra_r")
  }
}

extension [String] {
  fileprivate var unique: [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}

extension DocumentationPage {
  /// The type whose member the code of the page may be.
  fileprivate var enclosingType: String? {
    guard case .comment(let comment) = kind else { return nil }
    let names = comment.enclosing + [comment.documentedType].compactMap(\.self)
    return names.isEmpty ? nil : names.joined(separator: ".")
  }
}

extension SwiftSource {
  /// Whether it is a collection alone, which takes its type from what it is for.
  fileprivate var isCollection: Bool {
    statements.count == 1 && statements[0].kind == .expression
      && text(of: tokens[statements[0].tokens.lowerBound]) == "["
  }

  /// The libraries for tests that it uses.
  fileprivate var testLibraries: [String] {
    let names = Set(tokens.filter { $0.kind == .poundName || $0.kind == .identifier }.map(text))
    let usesTesting = !names.isDisjoint(with: ["#expect", "#require", "Test", "Suite"])
    return (usesTesting ? ["Testing"] : [])
      + (names.contains { $0.hasPrefix("XCT") } ? ["XCTest"] : [])
  }

  /// The names that the top level declares.
  fileprivate var topLevelNames: Set<String> {
    Set(
      statements.flatMap { statement in
        boundNames(of: statement).map(\.text.withoutBackticks)
          + [declaredName(of: statement)].compactMap { $0?.withoutBackticks }
          + guardedNames(statement).map(\.text)
      }
    )
  }
}
