import Diagnostics
package import Lessons
private import Markdown

/// A lesson's code as one Swift program, whose lines the compiler takes for those of the Markdown.
package struct TangledProgram: Sendable {
  /// The text to compile.
  package let text: String
  /// What decides the program's behaviour: its code and imports, not where it stands in the lesson.
  package let identity: [String]
  /// The modules that it imports, those of its own `import` lines included.
  package let imports: [String]

  /// Module that receives the values of the running program.
  package static let runtimeModule = "LessonRuntime"

  /// Tangles a lesson.
  ///
  /// Complexity: O(n) in the length of the lesson's code.
  package init(_ lesson: Lesson, imports siteImports: [String]) {
    let matter = lesson.frontMatter
    let modules = siteImports + matter.imports
    var text = "import \(Self.runtimeModule)\n"
    for module in siteImports { text += "import \(module)\n" }
    for module in matter.imports {
      let start = SourcePosition(line: matter.importsLine ?? 1, column: 1)
      text += Self.located(
        [CodeBlock.Line(text: "import \(module)", start: start)],
        in: lesson.file
      )
    }
    text += "__lessonBegins()\n"
    var identity = modules
    for (index, unit) in lesson.units.enumerated() {
      text += "__lessonReaches(\(index));\n"
      switch unit {
      case .cell(let cell):
        text += Self.located(cell.code.lines, in: lesson.file)
        identity.append(cell.code.text)
      case .inline(let inline):
        let line = CodeBlock.Line(text: inline.source, start: inline.start)
        text += Self.located([line], in: lesson.file)
        identity.append(inline.source)
      }
    }
    text += "__lessonEnds()\n"
    self.text = text
    self.identity = identity
    self.imports = modules + Self.importedModules(in: lesson)
  }

  /// Lines under the place where they stand in the Markdown, each moved to its column there; none
  /// at all for an empty cell.
  private static func located(_ lines: [CodeBlock.Line], in file: SourceFile) -> String {
    guard let first = lines.first else { return "" }
    let path = file.path.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    var text = "#sourceLocation(file: \"\(path)\", line: \(first.start.line))\n"
    for line in lines {
      text += String(repeating: " ", count: line.start.column - 1) + line.text + "\n"
    }
    return text + "#sourceLocation()\n"
  }

  /// The modules named by lines that begin with `import`: enough to know what a change may concern.
  private static func importedModules(in lesson: Lesson) -> [String] {
    lesson.units.flatMap { unit -> [String] in
      guard case .cell(let cell) = unit else { return [] }
      return cell.code.lines.compactMap { line in
        let words = line.text.split(whereSeparator: \.isWhitespace)
        guard let index = words.firstIndex(of: "import"), index + 1 < words.count,
          words[..<index].allSatisfy({ $0.hasPrefix("@") || $0 == "public" || $0 == "internal" })
        else { return nil }
        // `import struct Module.Type` names the module in its last word.
        return words.last?.split(separator: ".").first.map(String.init)
      }
    }
  }
}
