import Diagnostics
import Lessons
import SwiftReading

/// Type-checks the examples of documentation that was not written for this tool, in rounds: each checks the
/// candidates of all examples that are still open together.
///
/// An example is first read by itself. One that lacks something is read behind the earlier examples of its
/// page that declare it, then behind all of them; with Foundation, and with the package's other modules.
struct ExampleChecker {
  /// The outcome for an example: the candidate that compiles, or a verdict.
  enum Finding: Sendable {
    case accepted(ExampleCandidate, ExampleFailures)
    case verdict(ExampleVerdict)
  }

  private let compiler: ExampleCompiler
  private let imports: ExampleImports
  /// The examples that are programs.
  private let subjects: [ExampleSubject]
  /// The attempts for each subject, in order.
  private var attempts: [[ExampleAttempt]]
  /// The findings for each example of each page; `nil` for the subjects, until all rounds are over.
  private var findings: [[Finding?]]
  private var candidateCount = 0

  private typealias Round = [(subject: Int, candidate: ExampleCandidate)]

  /// - Throws: an error if the compiler cannot be started.
  init(_ compiler: ExampleCompiler) async throws {
    self.compiler = compiler
    let questions = ExampleImports.questions(compiler.pages, besides: compiler.modules)
    let available = try await compiler.available(questions)
    imports = ExampleImports(compiler.modules, available: available)
    var subjects: [ExampleSubject] = []
    findings = compiler.pages.map { page in page.examples.map { _ in nil } }
    for (page, content) in compiler.pages.enumerated() {
      let names = PageNames(of: content)
      for (unit, example) in content.examples.enumerated() {
        let subject = ExampleSubject(page: page, unit: unit, of: content, names)
        let missing = imports.missing(from: subject)
        if case .omitted(let omission) = example.form {
          findings[page][unit] = .verdict(.omitted(omission, nil))
        } else if !missing.isEmpty {
          let names = missing.joined(separator: ", ")
          findings[page][unit] = .verdict(.omitted(.otherPlatform, names))
        } else {
          subjects.append(subject)
        }
      }
    }
    self.subjects = subjects
    attempts = subjects.map { _ in [] }
  }

  /// The findings for each example of each page.
  ///
  /// - Throws: an error if the compiler cannot be started.
  /// - Complexity: at most eight candidates for each example.
  static func findings(_ compiler: ExampleCompiler) async throws -> [[Finding]] {
    var checker = try await ExampleChecker(compiler)
    try await checker.check(checker.alone(), .short)
    try await checker.check(checker.withFoundation())
    try await checker.check(checker.joined())
    try await checker.check(checker.withEverything())
    try await checker.check(checker.apart(), .long)
    for (index, subject) in checker.subjects.enumerated() {
      checker.findings[subject.page][subject.unit] = checker.finding(index)
    }
    try await checker.checkFailures()
    return checker.findings.map { $0.compactMap(\.self) }
  }

  private func finding(_ index: Int) -> Finding {
    let attempts = attempts[index]
    if let good = attempts.first(where: \.isAccepted) {
      return .accepted(good.candidate, ExampleFailures())
    }
    return .verdict(ExampleRefusal(subject: subjects[index], attempts: attempts).verdict)
  }

  // MARK: Rounds

  private mutating func check(
    _ round: Round,
    _ patience: ExampleCompiler.Patience = .usual
  ) async throws {
    let complex = Set(
      round.filter { $0.candidate.units.count == 1 && isComplexAlone($0.subject) }
        .map(\.candidate.number)
    )
    let errors = try await compiler.errors(of: round.map(\.candidate), patience) {
      complex.contains($0.number)
    }
    for (subject, candidate) in round {
      let attempt = ExampleAttempt(
        candidate: candidate,
        errors: errors[candidate.number] ?? [],
        hadAllPatience: complex.contains(candidate.number) || candidate.place == .file
      )
      attempts[subject].append(attempt)
    }
  }

  /// The subjects of which no candidate compiles.
  private var open: [Int] {
    subjects.indices.filter { index in !attempts[index].contains(where: \.isAccepted) }
  }

  /// Whether nothing is known of a subject but that it has an expression that is too complex.
  private func isComplexAlone(_ index: Int) -> Bool {
    let attempts = attempts[index]
    return !attempts.isEmpty && attempts.allSatisfy { $0.isTooComplex && $0.missing.isEmpty }
  }

  /// Names that a subject may lack: in an expression that was too complex, each may be one.
  private func lacking(_ index: Int) -> Set<String> {
    let attempts = attempts[index]
    return attempts.contains(where: \.isTooComplex)
      ? Set(subjects[index].source.names) : Set(attempts.flatMap(\.missing))
  }

  private mutating func nextNumber() -> Int {
    candidateCount += 1
    return candidateCount
  }

  private mutating func alone() -> Round {
    subjects.indices.map { index in
      let subject = subjects[index]
      return (index, subject.candidate(nextNumber(), imports: imports.usual(subject)))
    }
  }

  private mutating func withFoundation() -> Round {
    var round: Round = []
    for index in open {
      let subject = subjects[index]
      let missing = Set(attempts[index].flatMap(\.missing))
      // What its page declares is not Foundation's.
      let isOfPage = !missing.isEmpty && subject.earlierDeclare(missing) { _ in true }
      guard !isOfPage || !subject.example.failures.isEmpty else { continue }
      let alone = subject.candidate(nextNumber(), imports: wideImports(index))
      round.append((index, alone))
      if !subject.example.failures.isEmpty {
        round.append((index, alone.with(.all, number: nextNumber())))
      }
    }
    return round
  }

  /// More declarations make an expression more complex.
  private func wideImports(_ index: Int) -> [String] {
    isComplexAlone(index) ? imports.usual(subjects[index]) : imports.withFoundation(subjects[index])
  }

  /// Behind the examples that declare what is missing, and behind all.
  private mutating func joined() -> Round {
    var missing: [[Int]: Set<String>] = [:]
    for (index, subject) in subjects.enumerated() {
      missing[[subject.page, subject.unit]] = lacking(index)
    }
    let unsound = unsound()
    var round: Round = []
    for index in open {
      let subject = subjects[index]
      let declaring = subject.declaring(missing[[subject.page, subject.unit]] ?? []) {
        missing[[subject.page, $0]] ?? []
      }
      let place = [subject.page, subject.unit]
      let all = subject.earlier.filter { !unsound.all.contains([subject.page, $0]) }
      let others = unsound.helpless.contains(place) ? [] : subject.nearest(all)
      var known: Set<[Int]> = [[]]
      for earlier in [subject.using(declaring), declaring, others]
      where known.insert(earlier).inserted {
        round.append(
          (
            index,
            subject.candidate(nextNumber(), behind: earlier, imports: wideImports(index))
          )
        )
      }
    }
    return round
  }

  /// The examples that nothing can be put behind, by page and position, since they do not compile: they are refused
  /// although no name is missing, or are helpless: no sound earlier example declares a name that is.
  private func unsound() -> (all: Set<[Int]>, helpless: Set<[Int]>) {
    var (all, helpless) = (Set<[Int]>(), Set<[Int]>())
    for index in open {
      let subject = subjects[index]
      guard let last = attempts[index].last(where: { $0.candidate.failures == .none }),
        !last.isTooComplex
      else { continue }
      let place = [subject.page, subject.unit]
      let missing = Set(last.missing)
      if missing.isEmpty {
        all.insert(place)
      } else if !subject.earlierDeclare(missing, where: { !all.contains([subject.page, $0]) }) {
        all.insert(place)
        helpless.insert(place)
      }
    }
    return (all, helpless)
  }

  /// With all modules that an example may mean.
  private mutating func withEverything() -> Round {
    open.compactMap { index in
      let subject = subjects[index]
      let imports = imports.everything(subject)
      guard !attempts[index].contains(where: \.isTooComplex),
        let best = ExampleAttempt.best(of: attempts[index])?.candidate,
        imports != best.imports
      else { return nil }
      let earlier = Array(best.units.dropLast())
      return (index, subject.candidate(nextNumber(), behind: earlier, imports: imports))
    }
  }

  /// What a function may not hold, a file may, and by itself an expression may take all the steps that it needs:
  /// no example is refused for where it was put. Names that are declared nowhere are missing in a file as well,
  /// and types are what they are.
  private mutating func apart() -> Round {
    subjects.indices.compactMap { index in
      let all = attempts[index]
      let sure = all.filter { !$0.isTooComplex }
      // With more patience, or behind other examples, the same may have been read before.
      let unsure = all.last { attempt in
        attempt.isTooComplex
          && !all.contains {
            ($0.hadAllPatience || !$0.isTooComplex)
              && $0.candidate.units == attempt.candidate.units
          }
      }
      // The fewest imports come first.
      let simplest = all.first { $0.candidate.units == unsure?.candidate.units }
      let chosen = simplest ?? ExampleAttempt.best(of: sure)
      guard let chosen, !all.contains(where: \.isAccepted), chosen.candidate.place == .function,
        chosen.isTooComplex || chosen.isAboutPlace
          || subjects[index].declaresMoreThanVariables(in: chosen.candidate.units),
        subjects[index].declares(chosen.missing, in: chosen.candidate.units)
      else { return nil }
      let best = chosen.candidate
      let candidate = subjects[index].candidate(
        nextNumber(),
        behind: Array(best.units.dropLast()),
        imports: best.imports,
        place: .file
      )
      return (index, candidate)
    }
  }

  // MARK: Expected failures

  /// Checks that what is said to fail does: in an example that compiles without those statements, each of
  /// them is put back in turn. Those that are to stop the program must compile, and then run.
  private mutating func checkFailures() async throws {
    var candidates: [(base: ExampleCandidate, variant: ExampleCandidate)] = []
    for case .accepted(let base, _)? in findings.joined() {
      let failures = compiler.failures(in: base)
      guard !failures.isEmpty else { continue }
      for variant in [.all] + failures.indices.map(ExampleCandidate.Failures.only) {
        candidates.append((base, base.with(variant, number: nextNumber())))
      }
    }
    let errors = try await compiler.errors(of: candidates.map(\.variant))
    for (base, variant) in candidates {
      let all = compiler.failures(in: base)
      guard case .accepted(let candidate, var failures) = findings[base.page][base.example] else {
        continue
      }
      let compiles = errors[variant.number] == nil
      switch variant.failures {
      case .all where compiles && !all.contains { $0.kind == .run || $0.isCertain }:
        // Nothing fails: the comments are remarks.
        findings[base.page][base.example] = .accepted(variant, ExampleFailures())
      case .only(let index) where all[index].kind == .compilation && !compiles:
        failures.confirmed.append(all[index].confirmed)
        findings[base.page][base.example] = .accepted(candidate, failures)
      case .only(let index) where all[index].kind == .run && compiles:
        failures.trials.append(variant)
        findings[base.page][base.example] = .accepted(candidate, failures)
      case .only(let index) where all[index].isCertain && compiles:
        let fault = compiler.pages[base.page].fault(
          "example-compiles",
          "this compiles, though the comment says that it does not",
          all[index],
          of: base.example
        )
        findings[base.page][base.example] = .verdict(.refused([fault]))
      default: continue
      }
    }
  }
}
