private import Diagnostics
import Lessons
private import Markdown
import SwiftReading

/// The code of a page's program: the statements that follow a control, and those that they need.
///
/// A line of a unit is reported as that line of a file named after the unit, so that the same code gives the
/// same program wherever it is in the lesson.
struct PageSource: Sendable, Equatable {
  static let runtimeModule = "PageRuntime"
  /// Draws charts.
  static let chartsModule = "PageCharts"
  let text: String
  /// The modules that it imports.
  let imports: [String]

  /// Modules that Embedded Swift does not have; what a page's program uses of them is an error of its own.
  private static let absent: Set = [
    "Foundation", "FoundationEssentials", "Glibc", "Darwin", "Testing",
  ]

  /// - Parameters:
  ///   - reach: what is part of the program.
  ///   - plan: the lesson's program.
  ///   - lesson: the lesson.
  ///   - siteImports: the modules that all lessons import.
  ///   - digits: how many digits the site shows.
  /// - Complexity: O(n log n) in the length of the code.
  init(
    _ reach: ControlReach,
    _ plan: ProgramPlan,
    of lesson: Lesson,
    imports siteImports: [String],
    digits: NumberDigits
  ) {
    let units = Set(reach.kept.map(\.unit)).sorted()
    var imports: [String] = []
    let own = units.flatMap { lesson.units[plan.units[$0]].swift.imports.map(\.name) }
    for name in siteImports + lesson.frontMatter.imports.values + own
    where !imports.contains(name) && !Self.absent.contains(name) {
      imports.append(name)
    }
    let drawsCharts = units.contains { unit in
      let source = lesson.units[plan.units[unit]].swift.source
      return source.tokens.contains { source.text(of: $0) == "Chart" }
    }
    self.imports = [Self.runtimeModule] + (drawsCharts ? [Self.chartsModule] : []) + imports
    var text = self.imports.map { "import \($0)\n" }.joined() + TangledCode.glue("__pageBegins()")
    var types: [String] = []
    for unit in units {
      let lessonUnit = lesson.units[plan.units[unit]]
      let code = lessonUnit.swift
      let kept = reach.kept.filter { $0.unit == unit }.map(\.range)
      let shown = lesson.digits(of: plan.units[unit], digits).count
      text += TangledCode.glue("__pageReaches(\(unit), \(lessonUnit.isInline), \(shown))")
      text +=
        TangledCode(
          code.placedAtItsStart.withUncheckedTries(in: kept),
          path: Self.path(ofUnit: unit),
          probes: Probe.pageProbes(of: code.placedAtItsStart, unit: unit).filter { probe in
            kept.contains { $0.contains(probe.offset) || $0.upperBound == probe.offset }
          },
          omitted: code.source.statements.map(\.range).filter { !kept.contains($0) }
            + code.source.importRanges
        ).text
      types += PageDescriptions.extensions(of: code.source, kept)
    }
    self.text = text + TangledCode.glue("__pageEnds()") + types.map(TangledCode.glue).joined()
  }

  /// The name by which the compiler knows a unit.
  static func path(ofUnit unit: Int) -> String { "unit-\(unit)" }
}

extension Lesson {
  /// How many digits a unit shows, on a site that shows a number of them.
  func digits(of unit: Int, _ site: NumberDigits) -> NumberDigits {
    var own: NumberDigits?
    if case .cell(let cell) = units[unit] { own = cell.options.digits }
    return own ?? frontMatter.digits ?? site
  }
}

extension UnitCode {
  /// The same code, with its lines and columns counted from 1.
  fileprivate var placedAtItsStart: UnitCode {
    UnitCode(
      lines.enumerated().map { index, line in
        CodeBlock.Line(
          text: line.text,
          start: SourcePosition(line: index + 1, column: 1)
        )
      }
    )
  }

  /// The code with `try!` for `try` where an error would end the program: what is thrown there would be of any
  /// type, which Embedded Swift does not have.
  fileprivate func withUncheckedTries(in statements: [Range<Int>]) -> UnitCode {
    let places = Set(source.uncaughtTries(in: statements))
    guard !places.isEmpty else { return self }
    return UnitCode(
      lines.enumerated().map { index, line in
        let start = source.lineStarts[index]
        let bytes = line.text.utf8.enumerated().map { offset, byte in
          places.contains(start + offset) ? UInt8(ascii: "!") : byte
        }
        return CodeBlock.Line(text: String(decoding: bytes, as: UTF8.self), start: line.start)
      }
    )
  }
}

extension SwiftSource {
  fileprivate var importRanges: [Range<Int>] {
    statements.filter { $0.kind == .declaration(.import) }.map(\.range)
  }

  /// The places of the spaces behind each `try` that neither a function passes on nor a `do` catches.
  fileprivate func uncaughtTries(in statements: [Range<Int>]) -> [Int] {
    var caught: [Range<Int>] = []
    visit { statement, _ in
      let words = tokens[statement.tokens]
      if text(of: tokens[statement.head]) == "do",
        words.contains(where: { text(of: $0) == "catch" })
      {
        caught.append(statement.range)
      }
    }
    return tokens.indices.compactMap { index in
      let place = tokens[index].range.lowerBound
      let end = tokens[index].range.upperBound
      guard text(of: tokens[index]) == "try", tokens[index].kind == .keyword, end < bytes.count,
        bytes[end] == UInt8(ascii: " "), statements.contains(where: { $0.contains(place) }),
        !caught.contains(where: { $0.contains(place) }),
        !bodies(around: place).contains(where: { $0.kind == .function || $0.kind == .accessors })
      else { return nil }
      return end
    }
  }
}
