import Diagnostics
import Lessons
private import Markdown

/// A lesson's code as one Swift program, whose lines the compiler takes for those of the Markdown.
struct TangledProgram: Sendable {
  /// The text to compile: what it imports, and the code.
  var text: String { head + body }
  let head: String
  let body: String
  /// What decides the program's behaviour: its code and imports, not where it stands in the lesson.
  let identity: [String]
  /// The modules that it imports, those of its own `import` lines included.
  let imports: [String]

  private let code: [CodeBlock.Line]

  /// Module that receives the values of the running program.
  static let runtimeModule = "LessonRuntime"

  /// Tangles the units of a plan.
  ///
  /// Units in `scopes`, and all after them, stand in a block of their own, in which names may be
  /// declared that are declared before it.
  ///
  /// In units of `unprobed`, lines that bind several names do not report them, nor do comments that
  /// state a value.
  ///
  /// Probes are expressions evaluated at the end; they count as units behind those of the lesson.
  ///
  /// Complexity: O(n) in the length of the code.
  init(
    _ plan: ProgramPlan,
    of lesson: Lesson,
    imports siteImports: [String],
    scopes: Set<Int> = [],
    unprobed: Set<Int> = [],
    probes: [String] = []
  ) {
    let matter = lesson.frontMatter
    head =
      ([Self.runtimeModule] + siteImports + matter.imports).map { "import \($0)\n" }.joined()
    var text = "__lessonBegins()\n"
    var identity = siteImports + matter.imports + ["\(plan.goal)"]
    var openScopes = 0
    var hoisted = ""
    for index in plan.units {
      let unit = lesson.units[index]
      if scopes.contains(index) {
        // Its lines are behind all others, so that it is not taken for a block of a cell.
        text += "#sourceLocation(file: \"scope\", line: 10000000)\ndo {\n#sourceLocation()\n"
        openScopes += 1
      }
      text += "__lessonReaches(\(index));\n"
      var code = unit.code
      if openScopes > 0 {
        let split = FileScopeDeclarations(code)
        hoisted += split.declarations.map { Self.located($0, in: lesson.file) }.joined()
        code = split.rest
      }
      text += Self.located(code, in: lesson.file, reportsBindings: !unprobed.contains(index))
      identity += unit.code.map(\.text) + ["\0"]
    }
    for (index, probe) in probes.enumerated() {
      text += "__lessonReaches(\(lesson.units.count + index));\n\(probe)\n"
    }
    text += "__lessonEnds()\n" + String(repeating: "}\n", count: openScopes) + hoisted
    body = text
    code = plan.units.flatMap { lesson.units[$0].code }
    self.identity = identity
    self.imports = siteImports + matter.imports + Self.importedModules(in: plan, of: lesson)
  }

  /// Whether its code can stand in a block: it declares nothing that cannot, and ends what it begins.
  ///
  /// Complexity: O(n) in the length of the code.
  var fitsInBlock: Bool {
    let inFile = FileScopeDeclarations(code)
    return inFile.declarations.isEmpty && inFile.isClosed
  }

  /// Lines under the place where they stand in the Markdown, each moved to its column there; none
  /// at all for an empty cell.
  private static func located(
    _ lines: [CodeBlock.Line],
    in file: SourceFile,
    reportsBindings: Bool = true
  ) -> String {
    guard let first = lines.first else { return "" }
    let path = file.path.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    var text = "#sourceLocation(file: \"\(path)\", line: \(first.start.line))\n"
    for (index, line) in lines.enumerated() {
      let next = index + 1 < lines.count ? lines[index + 1].text : nil
      let code = reportsBindings ? Self.reporting(line.text, next: next) : line.text
      text += String(repeating: " ", count: line.start.column - 1) + code + "\n"
    }
    return text + "#sourceLocation()\n"
  }

  /// A line that reports what the compiler's transform does not.
  private static func reporting(_ line: String, next: String?) -> String {
    guard let stated = StatedValue(line) else { return BindingProbes.probed(line, next: next) }
    return String(repeating: " ", count: stated.offset) + stated.expression
  }

  /// The modules named by lines that begin with `import`: enough to know what a change may concern.
  private static func importedModules(in plan: ProgramPlan, of lesson: Lesson) -> [String] {
    plan.units.flatMap { lesson.units[$0].code }.compactMap { line in
      let words = line.text.split(whereSeparator: \.isWhitespace)
      guard let index = words.firstIndex(of: "import"), index + 1 < words.count,
        words[..<index].allSatisfy({ $0.hasPrefix("@") || $0 == "public" || $0 == "internal" })
      else { return nil }
      // `import struct Module.Type` names the module in its last word.
      return words.last?.split(separator: ".").first.map(String.init)
    }
  }
}
