import Diagnostics
import Lessons
private import Markdown
import SwiftReading

/// A lesson's code as a Swift program, whose lines the compiler reports as lines of the Markdown.
struct TangledProgram: Sendable {
  /// At least one; each part ends by starting the next.
  let parts: [ProgramPart]
  /// Everything that determines the program's behaviour: its code and imports, not its place in the lesson.
  let identity: [String]
  /// The modules that it imports, including those of its own `import` declarations.
  let imports: [String]
  /// Where its code is in the lesson's file.
  let places: [String]
  let settings: CompilationSettings

  /// The module that receives the values of the running program.
  static let runtimeModule = "LessonRuntime"

  /// The choices in making a program from a plan.
  struct Choices: Sendable {
    var settings = CompilationSettings()
    /// The units with which a new module begins.
    var partStarts: Set<Int> = []
    /// The code that is left out of units.
    var omissions: [Int: Omission] = [:]
    /// The probes that are left out.
    var unwantedProbes: Set<Int> = []
    /// Expressions evaluated at the end; they count as units after those of the lesson.
    var questions: [String] = []
    /// Whether the program reports what it does.
    var reports = true
    /// Whether it records which statements run.
    var isTraced = false
  }

  /// The parts of a unit that are left out of its program.
  enum Omission: Sendable, Equatable {
    case whole
    /// Everything but its declarations, and also the given declarations, by their range in the code.
    case allButDeclarations(without: Set<Range<Int>>)
  }

  /// Tangles the units of a plan, with the imports of all lessons and those of their own lesson.
  ///
  /// Complexity: O(n log n) in the length of the code.
  init(
    _ plan: ProgramPlan,
    of lesson: Lesson,
    imports siteImports: [String],
    _ choices: Choices = Choices()
  ) {
    let common = siteImports + lesson.frontMatter.imports.values
    settings = choices.settings
    let groups = PartPiece.groups(plan.units, of: lesson, startingAt: choices.partStarts)
    let sources = groups.map { group in group.map(\.code) }
    let isAsync = groups.map { group in
      group.contains { $0.waits(without: choices.omissions[$0.unit]) }
    }
    let lastAsync = isAsync.lastIndex(of: true) ?? -1
    var earlier: [ImportedModule] = []
    var before = EarlierNames()
    var parts: [ProgramPart] = []
    for (index, group) in groups.enumerated() {
      let number = index + 1
      let next = number < groups.count ? number + 1 : nil
      let codes = sources[index].map(\.source)
      let guarded = GuardedNames(
        in: group.filter { choices.omissions[$0.unit] == nil }.map(\.code.source),
        mentionedIn: sources[(index + 1)...].flatMap { $0.map(\.source) }
      )
      let around = Surroundings(
        number: number,
        link: next.map { PartLink(to: $0, isAsync: $0 - 1 <= lastAsync) },
        // A part with an entry point of its own is not linked into the chain.
        isLibrary: !choices.reports && codes.contains(where: \.declaresMain),
        before: before,
        prelude: before.guarded.undeclared(in: codes),
        guarded: guarded,
        defersToLater: index < lastAsync,
        runsDeferred: index == lastAsync && index > 0
      )
      parts.append(
        ProgramPart(
          number: number,
          units: group.map(\.unit),
          head: Self.head(common, earlier, around, choices),
          body: Self.body(group, of: lesson, choices, around),
          isAsync: isAsync[index] || (around.link?.isAsync ?? false),
          isLibrary: around.isLibrary,
          fitsInBlock: groups.count == 1 && codes.allSatisfy(\.fitsInBlock)
        )
      )
      earlier += sources[index].flatMap(\.imports)
      before.add(codes.flatMap(\.variables), around.prelude, guarded, number)
    }
    self.parts = parts
    identity =
      siteImports + lesson.frontMatter.imports.values + ["\(plan.goal)"]
      + plan.units.flatMap { lesson.units[$0].code.map(\.text) + ["\0"] }
    places =
      [TangledCode.path(of: lesson)]
      + plan.units.flatMap { lesson.units[$0].code.map { "\($0.start.line):\($0.start.column)" } }
    self.imports = common + plan.units.flatMap { lesson.units[$0].swift.imports.map(\.name) }
  }

  private static func head(
    _ modules: [String],
    _ earlier: [ImportedModule],
    _ around: Surroundings,
    _ choices: Choices
  ) -> String {
    let number = around.number
    var lines = ([runtimeModule] + modules).map { "import \($0)" }
    if number > 1 { lines.append("@_exported import \(ProgramPart.module(number - 1))") }
    // A module does not re-export its imports.
    for module in earlier where !lines.contains(module.text) {
      lines.append(module.text.replacing("\n", with: " "))
    }
    let link = choices.reports ? around.link.map { TangledCode.glue($0.declaration) } : nil
    return lines.map { "\($0)\n" }.joined() + (link ?? "")
  }

  /// The context of a part in its program.
  private struct Surroundings {
    let number: Int
    let link: PartLink?
    let isLibrary: Bool
    let before: EarlierNames
    let prelude: GuardedNames
    let guarded: GuardedNames
    /// Whether the program ends in a later part, which runs what this one defers.
    let defersToLater: Bool
    let runsDeferred: Bool
  }

  private static func body(
    _ pieces: [PartPiece],
    of lesson: Lesson,
    _ choices: Choices,
    _ around: Surroundings
  ) -> String {
    let reports = choices.reports && !around.isLibrary
    var text = reports && around.number == 1 ? TangledCode.glue("__lessonBegins()") : ""
    if reports, around.runsDeferred { text += DeferredBlocks.prelude }
    if !around.isLibrary { text += around.prelude.prelude }
    for piece in pieces {
      let (index, code) = (piece.unit, piece.code)
      let omission = choices.omissions[index]
      if omission == .whole { continue }
      let isReported = omission == nil && reports
      let defers = isReported && around.defersToLater
      if isReported, piece.isFirst { text += TangledCode.glue("__lessonReaches(\(index));") }
      text +=
        TangledCode(
          code,
          path: TangledCode.path(of: lesson),
          probes: isReported
            ? Probe.probes(of: lesson.units[index].swift, unit: index).filter {
              piece.contains($0.offset) && !choices.unwantedProbes.contains($0.identifier)
            } : [],
          enclosures: EarlierValue.enclosures(in: code, declaredBefore: around.before.variables)
            + (defers ? DeferredBlocks.enclosures(in: code.source) : []),
          omitted: omission.map(code.rangesOmitted)
            ?? (defers ? DeferredBlocks.openings(in: code.source) : [])
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

/// How a part of a program continues with the next.
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

extension PartPiece {
  /// Whether the code that is not omitted waits at the top level.
  fileprivate func waits(without omission: TangledProgram.Omission?) -> Bool {
    guard code.source.waitsAtTopLevel, let omission else { return code.source.waitsAtTopLevel }
    let omitted = code.rangesOmitted(omission)
    return code.blank { offset in omitted.contains { $0.contains(offset) } }.source.waitsAtTopLevel
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
