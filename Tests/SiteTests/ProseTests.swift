import Execution
import Foundation
import TestSupport
import Testing

/// The words between the numbers, and that no number among them is a result.
@Suite struct ProseTests {
  private typealias Rule = (reason: String, pattern: Regex<Substring>)

  /// Why a number may be in a sentence though nothing has computed it. The bounds 0 and 1 may, too.
  private let inWords: [Rule] = [
    ("a thread on GitHub", #/#\d+/#),
    ("a year", #/\b(?:19|20)\d\d\b/#),
    ("a section of a paper", #/section \d+(?:\.\d+)?/#),
    ("a version of PyTorch", #/torch \d+(?:\.\d+)+(?: and \d+(?:\.\d+)+)?/#),
    ("the name of a type", #/[Ff]loat(?:32|64)\b/#),
    ("a number of dimensions", #/\b\d-D\b/#),
    ("the name of a lesson, a class, a row, a label", #/(?i)\b(?:lesson|class|row|label)\s\d+/#),
    ("the name of a row of a table", #/(?m)^\| \d \|/#),
  ]

  /// Why a number may be in a formula. 0, 1 and 2 may, too.
  private let inFormulas: [Rule] = [
    ("an exponent or an index", #/[_^](?:\{-?\d+\}|\d)/#),
    ("what a logarithm is taken of", #/\\log(?: |\{| \()[-\d.\/ ]+\)?/#),
    ("what a letter stands for", #/(?:\b[a-zA-Z]|\\[a-z]+)(?:_\w)? = -?\d[\d.]*/#),
    ("one half", #/\\tfrac12/#),
  ]

  private static func lessons() throws -> [LessonProse] {
    try LessonProse.all().filter { !$0.name.contains("manual") }
  }

  @Test func `no result of a lesson is typed by hand`() throws {
    for lesson in try Self.lessons() {
      for paragraph in lesson.paragraphs where !paragraph.isQuestion {
        let rest = inWords.reduce(paragraph.words) { $0.replacing($1.pattern, with: "") }
        for number in rest.matches(of: #/[0-9](?:[0-9,.]*[0-9])?/#).map(\.output) {
          #expect(["0", "1"].contains(number), "\(lesson.name): \(number) in \(paragraph.words)")
        }
      }
    }
  }

  @Test func `no result of a lesson is typed into a formula`() throws {
    let power = #/10\^\{?(-?\d+)\}?/#
    for lesson in try Self.lessons() {
      for formula in lesson.paragraphs.filter({ !$0.isQuestion }).flatMap(\.formulas) {
        // A power of ten is an input, and is in the code as one.
        for exponent in formula.matches(of: power).map(\.output.1) {
          #expect(lesson.code.contains("1e\(exponent)"), "\(lesson.name): \(formula)")
        }
        let rest = inFormulas.reduce(formula.replacing(power, with: "")) {
          $0.replacing($1.pattern, with: "")
        }
        for number in rest.matches(of: #/[0-9][0-9.]*/#).map(\.output) {
          #expect(["0", "1", "2"].contains(number), "\(lesson.name): \(number) in \(formula)")
        }
      }
    }
  }

  @Test func `no value in a sentence is a number that was typed`() throws {
    for lesson in try Self.lessons() {
      for expression in lesson.paragraphs.flatMap(\.expressions) {
        #expect(expression.wholeMatch(of: #/[-+\d._e]+/#) == nil, "\(lesson.name): \(expression)")
      }
    }
  }

  @Test func `every rule about numbers in prose is needed`() throws {
    let paragraphs = try Self.lessons().flatMap(\.paragraphs).filter { !$0.isQuestion }
    for (reason, pattern) in inWords {
      #expect(paragraphs.contains { $0.words.contains(pattern) }, "\(reason)")
    }
    for (reason, pattern) in inFormulas {
      #expect(paragraphs.flatMap(\.formulas).contains { $0.contains(pattern) }, "\(reason)")
    }
  }

  @Test func `the lessons are spelt right`() async throws {
    let words = projectRoot.appending(path: "Tests/SiteTests/Fixtures/words.txt").path
    for lesson in try LessonProse.all() {
      let text = lesson.paragraphs.map(\.words).joined(separator: "\n")
        .replacing(#/\S*\d\S*/#, with: "")
      let run = try await ToolRun.program(
        "hunspell",
        ["-d", "en_GB", "-i", "UTF-8", "-p", words, "-l"],
        in: projectRoot,
        input: Data(text.utf8)
      )
      #expect(run.ending == .exited(0), "\(run.errors)")
      #expect(run.output.isEmpty, "\(lesson.name): \(run.output)")
    }
  }
}
