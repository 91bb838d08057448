import Diagnostics
import Lessons
private import Markdown
import SwiftReading

/// A lesson's code as a Swift program, whose lines the compiler takes for those of the Markdown.
struct TangledProgram: Sendable {
  /// At least one; each begins at a unit, and ends by beginning the next.
  let parts: [ProgramPart]
  /// What decides the program's behaviour: its code and imports, not where it is in the lesson.
  let identity: [String]
  /// The modules that it imports, those of its own `import` declarations included.
  let imports: [String]
  /// Where its code is in the lesson's file.
  let places: [String]
  let settings: CompilationSettings

  /// Module that receives the values of the running program.
  static let runtimeModule = "LessonRuntime"

  /// How a program is made of a plan.
  struct Choices: Sendable {
    var settings = CompilationSettings()
    /// The units with which a new module begins.
    var partStarts: Set<Int> = []
    /// What is left out of units.
    var omissions: [Int: Omission] = [:]
    /// The probes that are left out.
    var unwantedProbes: Set<Int> = []
    /// Expressions evaluated at the end; they count as units behind those of the lesson.
    var questions: [String] = []
    /// Whether the program reports what it does.
    var reports = true
  }

  /// What of a unit is not in its program.
  enum Omission: Sendable, Equatable {
    case whole
    /// All but its declarations, and of those these, by their place in the code.
    case allButDeclarations(without: Set<Range<Int>>)
  }

  /// - Parameters:
  ///   - plan: the units, and what they are for.
  ///   - lesson: whose they are.
  ///   - imports: the modules that all lessons import.
  ///   - choices: how.
  /// - Complexity: O(n log n) in the length of the code.
  init(
    _ plan: ProgramPlan,
    of lesson: Lesson,
    imports siteImports: [String],
    _ choices: Choices = Choices()
  ) {
    let common = siteImports + lesson.frontMatter.imports
    settings = choices.settings
    let groups = PartPiece.groups(plan.units, of: lesson, startingAt: choices.partStarts)
    let sources = groups.map { group in group.map(\.code) }
    let isAsync = sources.map { codes in codes.contains { $0.source.waitsAtTopLevel } }
    let lastAsync = isAsync.lastIndex(of: true) ?? -1
    var earlier: [ImportedModule] = []
    var declared: [String: String] = [:]
    var guarded = GuardedNames(in: [], mentionedIn: [])
    var parts: [ProgramPart] = []
    for (index, group) in groups.enumerated() {
      let number = index + 1
      let isLibrary = !choices.reports && sources[index].contains { $0.source.declaresMain }
      let next = number < groups.count ? number + 1 : nil
      // What begins a program for the last part belongs to no chain.
      let link = next.map { PartLink(to: $0, isAsync: $0 - 1 <= lastAsync) }
      var head = Self.head(common, earlier, number)
      if let link, choices.reports { head += TangledCode.glue(link.declaration) }
      let codes = sources[index].map(\.source)
      let prelude = guarded.undeclared(in: codes)
      guarded = GuardedNames(
        in: group.filter { choices.omissions[$0.unit] == nil }.map(\.code.source),
        mentionedIn: sources[(index + 1)...].flatMap { $0.map(\.source) }
      )
      parts.append(
        ProgramPart(
          number: number,
          units: group.map(\.unit),
          head: head,
          body: Self.body(
            group,
            of: lesson,
            choices,
            Surroundings(
              isFirst: number == 1,
              link: link,
              isLibrary: isLibrary,
              declared: declared,
              prelude: prelude,
              guarded: guarded
            )
          ),
          isAsync: isAsync[index] || (link?.isAsync ?? false),
          isLibrary: isLibrary,
          fitsInBlock: groups.count == 1
            && sources[index].allSatisfy { $0.source.fitsInBlock }
        )
      )
      earlier += sources[index].flatMap(\.imports)
      let module = ProgramPart.module(number)
      for name in codes.flatMap(\.variables) + prelude.names.map(\.text) {
        declared[name] = "\(module).\(name.inBackticks)"
      }
      for name in guarded.names { declared[name.text] = "\(module).\(name.global)" }
    }
    self.parts = parts
    identity =
      siteImports + lesson.frontMatter.imports + ["\(plan.goal)"]
      + plan.units.flatMap { lesson.units[$0].code.map(\.text) + ["\0"] }
    places =
      [TangledCode.path(of: lesson)]
      + plan.units.flatMap { lesson.units[$0].code.map { "\($0.start.line):\($0.start.column)" } }
    self.imports = common + plan.units.flatMap { lesson.units[$0].swift.imports.map(\.name) }
  }

  private static func head(
    _ modules: [String],
    _ earlier: [ImportedModule],
    _ number: Int
  ) -> String {
    var lines = ([runtimeModule] + modules).map { "import \($0)" }
    if number > 1 { lines.append("@_exported import \(ProgramPart.module(number - 1))") }
    // A module does not hand on what it imports.
    for module in earlier where !lines.contains(module.text) {
      lines.append(module.text.replacing("\n", with: " "))
    }
    return lines.map { "\($0)\n" }.joined()
  }

  /// What a part stands between.
  private struct Surroundings {
    let isFirst: Bool
    let link: PartLink?
    let isLibrary: Bool
    /// The variables of the parts before it, and what reads them in all later ones.
    let declared: [String: String]
    let prelude: GuardedNames
    let guarded: GuardedNames
  }

  private static func body(
    _ pieces: [PartPiece],
    of lesson: Lesson,
    _ choices: Choices,
    _ around: Surroundings
  ) -> String {
    let reports = choices.reports && !around.isLibrary
    var text = reports && around.isFirst ? TangledCode.glue("__lessonBegins()") : ""
    if !around.isLibrary { text += around.prelude.prelude }
    for piece in pieces {
      let (index, code) = (piece.unit, piece.code)
      let omission = choices.omissions[index]
      if omission == .whole { continue }
      let isReported = omission == nil && reports
      if isReported, piece.isFirst { text += TangledCode.glue("__lessonReaches(\(index));") }
      text +=
        TangledCode(
          code,
          path: TangledCode.path(of: lesson),
          probes: isReported
            ? Probe.probes(of: lesson.units[index].swift, unit: index).filter {
              piece.holds($0.offset) && !choices.unwantedProbes.contains($0.identifier)
            } : [],
          earlierValues: EarlierValue.values(in: code, declaredBefore: around.declared),
          omitted: omission.map(code.rangesOmitted) ?? []
        ).text
    }
    if !around.isLibrary { text += around.guarded.ending }
    guard reports else { return text }
    if let link = around.link { return text + TangledCode.glue(link.call) }
    for (index, question) in choices.questions.enumerated() {
      text += TangledCode.glue("__lessonReaches(\(lesson.units.count + index));\n\(question)")
    }
    return text + TangledCode.glue("__lessonEnds()")
  }
}

/// How a part of a program goes on to the next.
private struct PartLink {
  let declaration: String
  let call: String
  let isAsync: Bool

  init(to number: Int, isAsync: Bool) {
    self.isAsync = isAsync
    if isAsync {
      declaration = """
        @MainActor @_silgen_name("\(ProgramPart.task(number))") func __lessonGoesOn() async
        """
      call = "await __lessonGoesOn()"
    } else {
      declaration = """
        @_silgen_name("\(ProgramPart.entryPoint(number))") \
        func __lessonGoesOn(_: Int32, _: UnsafeMutableRawPointer?)
        """
      call = "__lessonGoesOn(0, nil)"
    }
  }
}

extension UnitCode {
  /// The statements that an omission leaves blank.
  fileprivate func rangesOmitted(_ omission: TangledProgram.Omission) -> [Range<Int>] {
    guard case .allButDeclarations(let without) = omission else { return [0..<source.bytes.count] }
    return source.statements.filter { statement in
      switch statement.kind {
      case .declaration, .directive: without.contains(statement.range)
      case .control, .caseLabel, .jump, .expression: true
      }
    }.map(\.range)
  }
}
