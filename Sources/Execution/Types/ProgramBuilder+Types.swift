import Basics
import Diagnostics
import Foundation
import LanguageServices
import Lessons

extension ProgramBuilder {
  /// The types found in a program.
  struct Types {
    /// By the index of the unit.
    let byUnit: [Int: CodeTypes]
    /// Warnings about types that another run may find.
    let warnings: [Diagnostic]
  }

  /// The types in the program that was compiled last; none if the toolchain cannot read its compiler's index.
  func types(in program: TangledProgram) async -> Types {
    guard let index = try? SymbolIndex(library: compiler.driver.toolchain.indexStore) else {
      return Types(byUnit: [:], warnings: [])
    }
    var byUnit: [Int: CodeTypes] = [:]
    var warnings: [Diagnostic] = []
    let modules = Set(program.imports + ["Swift"] + program.parts.map(\.module))
    let folder = compiler.folder.url
    for part in program.parts {
      let occurrences = index.occurrences(
        in: part.source,
        folder.appending(path: LessonCompiler.index)
      )
      var checked: [CheckedExpression] = []
      do {
        let subject = TypeCheck.Subject(part, program.settings, in: folder)
        if part.isTypeChecked { checked = try await checks.expressions(of: subject) }
      } catch let failure as SourceKit.Failure where failure.isPassing {
        let reason = "the types of expressions are missing: \(failure.message)"
        let place = Diagnostic.Location(file: lesson.file.path)
        warnings.append(Diagnostic(.warning, Self.noTypes, reason, at: place))
      } catch is DecodingError {
        // The answer may be complete another time: an incomplete result is not kept.
        let reason =
          "the types of expressions are missing: the language services' answer is damaged"
        let place = Diagnostic.Location(file: lesson.file.path)
        warnings.append(Diagnostic(.warning, Self.noTypes, reason, at: place))
      } catch {
        // The toolchain lacks the library: the missing colours are reported elsewhere.
      }
      let types = ProgramTypes(occurrences, checked, in: part, importing: modules, of: lesson)
      byUnit.merge(types.byUnit) { $1 }
    }
    return Types(byUnit: byUnit, warnings: warnings.withoutRepetition)
  }

  /// The statements that follow the controls of the program that was compiled last; `nil` if it has none.
  func reach(of results: [UnitResult], _ plan: ProgramPlan, in program: TangledProgram)
    -> ControlReach?
  {
    guard results.contains(where: { $0.values.contains { $0.control != nil } }),
      let index = try? SymbolIndex(library: compiler.driver.toolchain.indexStore)
    else { return nil }
    let folder = compiler.folder.url.appending(path: LessonCompiler.index)
    let occurrences = program.parts.flatMap { part in
      let places = ProgramLineMap(part.text, of: lesson, includesInline: true)
      return index.occurrences(in: part.source, folder).compactMap { occurrence in
        places.place(line: occurrence.line, column: occurrence.column).map { ($0, occurrence) }
      }
    }
    return ControlReach(lesson, plan.units, results, occurrences)
  }

  /// Identifies the warning that a result lacks types that another run may find.
  static let noTypes = "no-types"
}
