import Execution
import Foundation
import TestSupport
import Testing

/// The words between the numbers.
@Suite struct ProseTests {
  /// Why a number may stand in a sentence though nothing has computed it.
  private let exceptions: [(reason: String, pattern: Regex<Substring>)] = [
    ("a thread on GitHub", #/#\d+/#),
    ("a year", #/\b(?:19|20)\d\d\b/#),
    ("a section of a paper", #/section \d+(?:\.\d+)?/#),
    ("a version of PyTorch", #/torch \d+(?:\.\d+)+(?: and \d+(?:\.\d+)+)?/#),
    ("the name of a type", #/[Ff]loat(?:32|64)\b/#),
    ("a number of dimensions", #/\b\d-D\b/#),
    (
      "the name of a lesson, a class, a row or a question",
      #/(?i)(?:lesson|class|row|label|question)\s\d+|\[\d+ /#
    ),
    ("the number of a question", #/\*\*\d\.\*\*/#),
  ]

  @Test func `no result of a lesson is typed by hand`() throws {
    for lesson in try LessonProse.all() where !lesson.name.contains("manual") {
      // Inputs, and bounds such as 0 and 1: they stand in the lesson's code or formulas as well.
      let inputs = Set(
        lesson.code.matches(of: #/\b\d[\d_]*(?:\.\d+)?/#).map {
          $0.output.replacing("_", with: "")
        }
      )
      for (index, paragraph) in lesson.paragraphs.enumerated() {
        // A question says what it assumes; its answer computes.
        let next = index + 1 < lesson.paragraphs.count ? lesson.paragraphs[index + 1] : ""
        if next.hasPrefix("> [!TIP]-") { continue }
        let rest = exceptions.reduce(paragraph) { $0.replacing($1.pattern, with: "") }
        let typed = rest.matches(of: #/\d[\d,.]*\d|\d/#).map {
          $0.output.replacing(",", with: "")
        }
        for number in typed {
          #expect(inputs.contains(number), "\(lesson.name): \(number) in \(paragraph)")
        }
      }
    }
  }

  @Test func `every rule about numbers in prose is needed`() throws {
    let prose = try LessonProse.all().flatMap(\.paragraphs).joined(separator: "\n\n")
    for (reason, pattern) in exceptions {
      #expect(prose.contains(pattern), "\(reason)")
    }
  }

  @Test func `the lessons are spelt right`() async throws {
    let words = projectRoot.appending(path: "Tests/SiteTests/Fixtures/words.txt").path
    for lesson in try LessonProse.all() {
      let text = ([lesson.description] + lesson.paragraphs).joined(separator: "\n")
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
