import Diagnostics
import Lessons
private import Markdown
import SwiftReading

/// A way to read an example as a program: alone or behind earlier examples of its page, with some imports.
struct ExampleCandidate: Sendable {
  /// Where the code is put.
  enum Place: Sendable, Equatable {
    /// As a function. Functions of many examples share a module and cannot affect each other.
    case function
    /// As the main file of a separate program: some declarations are allowed only in a file.
    case file
    /// As members of the named type, in an extension; without a name, as members of a new type.
    case type(String?)
    /// As members of a new type, with a body added to each declaration that lacks one.
    case interface
  }

  /// Unique among all candidates of a check.
  let number: Int
  let page: Int
  /// The units of the page's lesson, in order; the last is the example.
  let units: [Int]
  /// The `import` declarations.
  let imports: [String]
  let place: Place
  /// Which of the statements that are said to fail are part of it.
  var failures = Failures.none

  enum Failures: Sendable, Equatable {
    case all, none
    /// The one at this position.
    case only(Int)
  }

  /// The example among the page's units.
  var example: Int { units[units.count - 1] }

  /// The same candidate with other statements that are said to fail.
  func with(_ failures: Failures, number: Int) -> ExampleCandidate {
    ExampleCandidate(
      number: number,
      page: page,
      units: units,
      imports: imports,
      place: place,
      failures: failures
    )
  }

  /// The name of its function.
  var function: String { "__example_\(number)" }

  /// The path by which the program names the page's file, which no other candidate shares.
  func path(of lesson: Lesson) -> String { "\(number)/\(lesson.file.path)" }

  /// What the code reports when it runs.
  enum Reporting: Sendable {
    case nothing
    /// Everything but some probes, which the compiler refuses.
    case results(without: Set<Int>)
  }

  /// The code, to be compiled with that of other candidates or by itself.
  ///
  /// Complexity: O(n log n) in the length of the code.
  func text(of page: DocumentationPage, _ reporting: Reporting) -> String {
    switch place {
    case .function:
      let blocks = preludes(page) + units.map { block($0, page, reporting) }
      // Splitting a function into the pieces between its waits takes the compiler ten times as long as all
      // else.
      let effects = waits(page) ? "async throws" : "throws"
      return TangledCode.glue("func \(function)() \(effects) {")
        + blocks.joined(separator: TangledCode.glue("do {"))
        + blocks.map { _ in TangledCode.glue("}") }.joined()
    case .file:
      return preludes(page).joined() + units.map { block($0, page, reporting) }.joined()
    case .type(let name):
      let opening = name.map { "fileprivate extension \($0) {" } ?? newType(page)
      return TangledCode.glue(opening) + block(example, page, .nothing) + TangledCode.glue("}")
    case .interface:
      return TangledCode.glue(newType(page)) + block(example, page, .nothing)
        + TangledCode.glue("}")
    }
  }

  /// The opening of a type that may have the example's members.
  private func newType(_ page: DocumentationPage) -> String {
    let source = page.lesson.units[example].swift.source
    return "private \(source.keywordOfOwner) \(function) {"
  }

  /// The code before the page's examples.
  private func preludes(_ page: DocumentationPage) -> [String] {
    page.context.preludes.map { prelude in
      let source = prelude.code.source
      let imports = source.statements.filter { $0.kind == .declaration(.import) }.map(\.range)
      return TangledCode(
        prelude.code,
        path: "\(number)/\(prelude.file.path)",
        omitted: imports + (place == .file ? [] : source.modifiersOfFiles)
      ).text
    }
  }

  /// The files that its code is from, by the paths that the program gives them.
  func files(_ page: DocumentationPage) -> [(String, SourceFile)] {
    [(path(of: page.lesson), page.lesson.file)]
      + page.context.preludes.map { ("\(number)/\($0.file.path)", $0.file) }
  }

  /// Whether its function waits.
  func waits(_ page: DocumentationPage) -> Bool {
    page.context.preludes.contains(where: \.code.source.waitsAtTopLevel)
      || units.contains { page.lesson.units[$0].swift.source.waitsAtTopLevel }
  }

  private func block(
    _ unit: Int,
    _ page: DocumentationPage,
    _ reporting: Reporting
  ) -> String {
    let lesson = page.lesson
    let code = lesson.units[unit].swift
    var reaches = ""
    var probes: [Probe] = []
    if case .results(let unwanted) = reporting {
      reaches = TangledCode.glue("__lessonReaches(\(unit))")
      probes = Probe.probes(of: code, unit: unit).enumerated().compactMap { index, probe in
        let identifier = identifier(ofProbe: index, in: unit)
        return unwanted.contains(identifier) ? nil : probe.identified(by: identifier)
      }
    }
    let source = code.source
    let imports = source.statements.filter { $0.kind == .declaration(.import) }.map(\.range)
    return reaches
      + TangledCode(
        code,
        path: path(of: lesson),
        probes: probes,
        enclosures: enclosures(of: page.examples[unit], source),
        omitted: imports + (place == .file ? [] : source.modifiersOfFiles)
          + omitted(page.examples[unit].failures, of: unit)
          + (page.examples[unit].form == .interface ? source.requirements(in: source.file) : [])
      ).text
  }
}

extension ExampleCandidate {
  private func enclosures(of example: Example, _ source: SwiftSource) -> [Enclosure] {
    if example.form == .interface { return source.missingBodies(in: source.file) }
    return place == .function ? source.alternatives : []
  }

  /// The statements that fail and are no part of this candidate.
  private func omitted(_ failures: [ExpectedFailure], of unit: Int) -> [Range<Int>] {
    guard unit == example else { return failures.map(\.statement) }
    switch self.failures {
    case .all: return []
    case .none: return failures.map(\.statement)
    case .only(let kept):
      return failures.enumerated().filter { $0.offset != kept }.map(\.element.statement)
    }
  }

  private static let probeLimit = 1000

  /// Unique among the probes of all candidates.
  private func identifier(ofProbe index: Int, in unit: Int) -> Int {
    let earlier = units.firstIndex(of: unit) ?? 0
    return number * Self.probeLimit + min(earlier * 100 + index, Self.probeLimit - 1)
  }
}

extension SwiftSource {
  /// The modifiers and attributes that only declarations of a file may have.
  fileprivate var modifiersOfFiles: [Range<Int>] {
    let words: Set = [
      "public", "open", "package", "internal", "private", "fileprivate",
    ]
    let attributes: Set = ["frozen", "main", "inlinable", "usableFromInline"]
    return statements.flatMap { statement -> [Range<Int>] in
      guard statement.isDeclaration else { return [] }
      let indices = statement.tokens.lowerBound..<max(statement.tokens.lowerBound, statement.head)
      return indices.flatMap { index -> [Range<Int>] in
        let word = text(of: tokens[index])
        if words.contains(word) { return [tokens[index].range] }
        guard word == "@", attributes.contains(text(of: tokens[index + 1])) else { return [] }
        return [tokens[index].range, tokens[index + 1].range]
      }
    }
  }

  /// Whether all of the code may be in a function.
  var fitsInFunction: Bool {
    statements.allSatisfy { statement in
      switch statement.kind {
      case .declaration(.extension), .declaration(.operator), .declaration(.precedenceGroup),
        .declaration(.macro):
        return false
      case .declaration(.function):
        // An operator is a member of a type, or global.
        return tokens[min(statement.head + 1, tokens.count - 1)].kind != .operator
      default: return true
      }
    }
  }

  /// The kind of type that may have the top-level declarations as members. A structure needs no initializer
  /// for its stored properties.
  fileprivate var keywordOfOwner: String {
    let words = statements.flatMap { tokens[$0.tokens.lowerBound...$0.head].map(text) }
    if words.contains("case") { return "enum" }
    let ofClasses: Set = ["override", "convenience", "required", "class", "deinit", "final"]
    return words.contains(where: ofClasses.contains) ? "class" : "struct"
  }

  /// The accessors without bodies, `{ get set }`, for which others are added.
  fileprivate func requirements(in body: SwiftBody) -> [Range<Int>] {
    body.statements.flatMap { statement -> [Range<Int>] in
      if statement.kind == .declaration(.variable), hasRequirements(statement) {
        return statement.bodies.map(range)
      }
      let isProtocol = text(of: tokens[statement.head]) == "protocol"
      return isProtocol
        ? [] : statement.bodies.filter { $0.kind == .type }.flatMap(requirements)
    }
  }

  /// Blocks for code that declares a name once more: what a reader chooses from.
  fileprivate var alternatives: [Enclosure] {
    var declared: Set<String> = []
    var found: [Enclosure] = []
    guard let end = statements.last?.range.upperBound else { return [] }
    for statement in statements where statement.kind == .declaration(.variable) {
      let names = Set(boundNames(of: statement).map(\.text)).subtracting(["_"])
      if !declared.isDisjoint(with: names) {
        found.append(
          Enclosure(range: statement.range.lowerBound..<end, opening: "do {", closing: "}")
        )
        declared = []
      }
      declared.formUnion(names)
    }
    return found
  }

  /// Bodies for the declarations that lack one.
  fileprivate func missingBodies(in body: SwiftBody) -> [Enclosure] {
    body.statements.flatMap { statement -> [Enclosure] in
      let word = text(of: tokens[statement.head])
      let end = statement.range.upperBound..<statement.range.upperBound
      switch statement.kind {
      case .declaration(.function) where statement.bodies.isEmpty,
        .declaration(.member)
      where statement.bodies.isEmpty && word != "case" && word != "associatedtype":
        return [Enclosure(range: end, opening: "{ fatalError() }", closing: nil)]
      case .declaration(.variable) where hasRequirements(statement):
        return [Enclosure(range: end, opening: "{ fatalError() }", closing: nil)]
      case .declaration(.type) where statement.bodies.isEmpty:
        return [Enclosure(range: end, opening: "{}", closing: nil)]
      case .declaration(.extension) where statement.bodies.isEmpty:
        return [Enclosure(range: end, opening: "{}", closing: nil)]
      case .declaration(.type), .declaration(.extension):
        if word == "protocol" { return [] }
        return statement.bodies.filter { $0.kind == .type }.flatMap(missingBodies)
      default: return []
      }
    }
  }
}
