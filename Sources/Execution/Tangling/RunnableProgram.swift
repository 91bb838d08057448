package import Lessons
private import Markdown
import SwiftReading

/// A lesson's cells as one Swift file that runs without the tool.
package struct RunnableProgram: Sendable {
  package let text: String

  /// Joins the cells of a lesson in order, after a comment that says how to run them.
  ///
  /// - Parameters:
  ///   - lesson: the lesson with the cells.
  ///   - configuration: the site's configuration.
  ///   - compilation: how the cells are compiled.
  /// - Complexity: O(n) in the length of the lesson's code.
  package init(
    _ lesson: Lesson,
    in configuration: SiteConfiguration,
    _ compilation: StandaloneCompilation
  ) {
    let cells = lesson.units.compactMap { unit -> Cell? in
      if case .cell(let cell) = unit, cell.options.fate.belongsToProgram { cell } else { nil }
    }
    let common =
      (configuration.importsLibraries ? compilation.libraries : configuration.imports.values)
      + lesson.frontMatter.imports.values
    let isWhole =
      !cells.dropFirst().contains { $0.options.startsProgram }
      && ProgramPlan.plans(of: lesson).allSatisfy { $0.unitsThatRedeclare(lesson).isEmpty }
    var text = "// The code of \(lesson.fileName), from its first cell to its last.\n"
    let settings = RequestedSettings(
      of: lesson,
      configuration,
      languageMode: compilation.languageMode
    )
    let flags =
      settings.first.arguments
      + (cells.contains { $0.swift.source.declaresMain } ? ["-parse-as-library"] : [])
    let imports = common + cells.flatMap { $0.swift.imports.map(\.name) }
    text += "// Run it with:\n// \(compilation.command(flags, imports: imports))\n"
    if !settings.isFixed, cells.contains(where: { $0.swift.source.mayDependOnIsolation }) {
      text += "// If the compiler refuses it, add -default-isolation MainActor: so does the tool.\n"
    }
    if !isWhole {
      text += "// It declares names again, or begins anew, which one file cannot: split it there.\n"
    }
    for module in common { text += "import \(module)\n" }
    for cell in cells { text += "\n" + cell.code.text }
    self.text = text
  }
}

extension SwiftSource {
  /// Whether it contains declarations that could be nonisolated or on the main actor only.
  fileprivate var mayDependOnIsolation: Bool {
    statements.contains { statement in
      switch statement.kind {
      case .declaration(.function), .declaration(.type), .declaration(.extension): true
      default: false
      }
    }
  }
}
