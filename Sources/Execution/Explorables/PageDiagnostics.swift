import Diagnostics
import Foundation
private import LessonKit
import Lessons
private import Markdown

/// Says what of a lesson a page cannot compute, at its place in the Markdown.
struct PageDiagnostics {
  let reach: ControlReach
  let plan: ProgramPlan
  let lesson: Lesson
  /// How many digits the site shows.
  let siteDigits: NumberDigits

  /// A fault that belongs to no line, at the first control.
  func diagnostic(_ fault: PageFault) -> Diagnostic {
    Diagnostic("no-page-program", fault.message, at: firstControl, notes: fault.notes)
  }

  private var firstControl: Diagnostic.Location? {
    reach.controls.first.flatMap { control in
      let unit = lesson.units[plan.units[control.unit]]
      return lesson.file.location(
        SourceRange(
          line: unit.code[control.place.startLine].start.line,
          column: control.place.startColumn
        )
      )
    }
  }

  /// Where a line and a column of a unit's own code, from 1, are in the lesson.
  private func location(unit: Int, line: Int, column: Int) -> Diagnostic.Location? {
    guard plan.units.indices.contains(unit) else { return nil }
    let lines = lesson.units[plan.units[unit]].code
    guard lines.indices.contains(line - 1) else { return nil }
    let start = lines[line - 1].start
    return lesson.file.location(
      SourceRange(line: start.line, column: start.column + column - 1)
    )
  }

  // MARK: Compiling

  /// What the compiler says about the program's code.
  func diagnostics(_ said: String) -> [Diagnostic] {
    var found: [Diagnostic] = []
    for line in said.split(separator: "\n") {
      guard
        let error = line.firstMatch(
          of: /^(?:.*\/)?unit-([0-9]+):([0-9]+):([0-9]+): (error|note): (.*)$/
        ),
        let unit = Int(error.output.1), let row = Int(error.output.2),
        let column = Int(error.output.3)
      else { continue }
      let place = location(unit: unit, line: row, column: column)
      let text = error.output.5.replacing(/\ \[[-#A-Za-z_]+\]$/, with: "")
      // In code of a module, the note says which line of the lesson asks for it.
      guard error.output.4 == "error" || found.isEmpty else { continue }
      let fault = Self.explained(String(text))
      let diagnostic = Diagnostic(
        "not-for-pages",
        fault.message,
        at: place,
        notes: [Diagnostic.Note(fault.advice)]
      )
      if !found.contains(where: { $0.location == place && $0.message == diagnostic.message }) {
        found.append(diagnostic)
      }
    }
    guard found.isEmpty else { return found }
    return [diagnostic(PageFault("what a control reaches does not compile for the page", said))]
  }

  func diagnosticsOfLinking(_ said: String) -> [Diagnostic] {
    let missing = Set(said.matches(of: /undefined symbol: (.+)/).map { String($0.output.1) })
      .sorted()
    guard !missing.isEmpty else {
      return [diagnostic(PageFault("the page's program cannot be linked", said))]
    }
    let names = missing.prefix(5).map { "'\($0)'" }.joined(separator: ", ")
    return [
      Diagnostic(
        "not-for-pages",
        "what a control reaches uses what a page does not have: \(names)",
        at: firstControl,
        notes: [Diagnostic.Note("C libraries and Foundation are not part of Embedded Swift")]
      )
    ]
  }

  /// The compiler's message in terms of the page, and what to write instead.
  private static func explained(_ text: String) -> (message: String, advice: String) {
    let message = "a control reaches this, and a page cannot compute it: \(text)"
    let advice =
      if text.contains("any Error") {
        "throw a type of your own, as in 'throws(LossError)', or use 'try?'"
      } else if text.contains("cannot find") {
        "pages are computed in Embedded Swift, which has neither Foundation nor C's mathematics"
      } else if text.contains("key path") {
        "write a closure, as in '{ $0.name }'"
      } else if text.contains("redeclaration") {
        "a page's program is one module: give what is declared again a name of its own"
      } else if text.contains("protocol type") {
        "use a generic, 'some', or an enumeration: Embedded Swift has no existential types"
      } else {
        "pages are computed in Embedded Swift: without Foundation, reflection, existential types and tasks"
      }
    return (message, advice)
  }

  // MARK: Comparing

  /// - Throws: `DiagnosticError` if a value that follows a control differs from the lesson's own.
  func compare(_ frame: PageFrame, with results: [UnitResult]) throws {
    guard frame.controls == reach.controls.count else {
      throw DiagnosticError(
        Diagnostic(
          "shared-control",
          "a control of this lesson has no 'let' of its own at the top level",
          at: firstControl,
          notes: [
            Diagnostic.Note("write each on its own, outside loops and functions: let t = slider(…)")
          ]
        )
      )
    }
    var faults: [Diagnostic] = []
    for unit in reach.units {
      for value in reach.values(of: unit, results, lesson.units[plan.units[unit]]) {
        let expected = lesson.units[plan.units[unit]].pagePlace(of: value)
        let place = location(
          unit: unit,
          line: expected?.startLine ?? 1,
          column: expected?.startColumn ?? 1
        )
        let own = frame.values.last { $0.unit == unit && (expected == nil || $0.place == expected) }
        if let fault = Self.difference(own, value, lesson.digits(of: plan.units[unit], siteDigits))
        {
          faults.append(Diagnostic("page-differs", fault.message, at: place, notes: fault.notes))
        }
      }
      let printed = PrintedText(frame.printed[unit] ?? "").text
      if printed != results[unit].printed.text {
        let place = lesson.units[plan.units[unit]].location(in: lesson.file)
        let message = "the page prints something else than the build"
        let notes = [
          Diagnostic.Note("the build: \(results[unit].printed.text)"),
          Diagnostic.Note("the page: \(printed)"),
        ]
        faults.append(Diagnostic("page-differs", message, at: place, notes: notes))
      }
    }
    if !faults.isEmpty { throw DiagnosticError(faults) }
  }

  /// The drawings of a chart as the page's program gives them: without words, under another name; `nil` if it is
  /// no chart.
  private static func drawings(in html: String) -> String? {
    guard html.hasPrefix("<div class=\"chart\">") else { return nil }
    let drawings = html.matches(of: /<svg\ .*?<\/svg>/).map { match in
      let drawing = String(match.output)
      guard let name = drawing.firstMatch(of: /aria-labelledby="([^ "]*)-t\ /)?.output.1 else {
        return drawing
      }
      return drawing.replacing(name, with: "chart-page-\(name.last ?? "w")")
        .replacing(/(<(?:title|desc)\ [^>]*)>[^<]*<\/(?:title|desc)>/) { "\($0.output.1)/>" }
    }
    return drawings.joined()
  }

  /// What to write instead of a value of a type that the page cannot write.
  private static func advice(for type: String) -> String {
    if type.hasPrefix("Dictionary<") || type.hasPrefix("Set<") {
      return "its order is another in each run: show its sorted elements"
    }
    return
      "make the type conform to 'CustomStringConvertible', or hide the cell's values: {values=none}"
  }

  private static func difference(
    _ own: PageFrame.Value?,
    _ value: ObservedValue,
    _ digits: NumberDigits
  ) -> (message: String, notes: [Diagnostic.Note])? {
    guard let own else {
      return ("a control reaches this value, and the page does not compute it", [])
    }
    guard let text = own.text else {
      return (
        "the page cannot write a value of the type '\(value.type)'",
        [Diagnostic.Note(Self.advice(for: value.type))]
      )
    }
    let html = value.representations["text/html"].map {
      drawings(in: $0)
        ?? String(
          decoding: MarkedNumbers.marked(Array($0.utf8), digits: digits.count),
          as: UTF8.self
        )
    }
    if value.type.hasPrefix("("), value.type.contains(":") {
      return ("the page does not know the labels of a tuple", [Diagnostic.Note("use a structure")])
    }
    // What a page shows of a display is its HTML.
    let isSame = html.map { $0 == own.html } ?? (text == value.text)
    guard isSame, own.count == value.count else {
      return (
        "the page computes '\(text)' here, and the build '\(value.text)'",
        own.count == value.count
          ? [] : [Diagnostic.Note("the page \(own.count) times, the build \(value.count) times")]
      )
    }
    return nil
  }
}
