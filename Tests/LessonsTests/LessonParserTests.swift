import Diagnostics
import Lessons
import Markdown
import SwiftReading
import Testing

/// Markdown files read as lessons: what is found in them, and each fault at its place.
@Suite struct LessonParserTests {
  private func parse(_ text: String) throws -> (lesson: Lesson, diagnostics: [Diagnostic]) {
    let name = try #require(LessonName("01-one.md"))
    return LessonParser.parse(SourceFile(path: "01-one.md", text: text), name: name)
  }

  private func faults(_ text: String) throws -> [String] {
    try parse(text).diagnostics.map { fault in
      let start = fault.location?.range.start
      return "\(start?.line ?? 0):\(start?.column ?? 0) \(fault.identifier)"
    }
  }

  @Test func `front matter has its values, each at its place`() throws {
    let (lesson, faults) = try parse(
      """
      ---
      title: One
      imports: [LossCore, Other]
      data:
        - é/numbers.csv
      highlight: "{ratio} times too small"
      digits: 4
      isolation: MainActor
      ---
      Text.
      """
    )
    #expect(faults.isEmpty)
    let matter = lesson.frontMatter
    #expect(matter.title == "One")
    #expect(matter.imports.values == ["LossCore", "Other"])
    #expect(
      matter.imports.map(\.location.range.start) == [
        SourcePosition(line: 3, column: 11), SourcePosition(line: 3, column: 21),
      ]
    )
    #expect(matter.data.map(\.location.range.start) == [SourcePosition(line: 5, column: 5)])
    #expect(matter.highlight?.value.expression == "ratio")
    #expect(matter.highlight?.location.range.start.line == 6)
    #expect(matter.isolation == "MainActor")
    #expect(matter.bodyLine == 10)
  }

  @Test(arguments: [
    ("---\ntitel: One\n---\n", "2:1 unknown-setting"),
    ("---\ntitle: [a, b]\n---\n", "2:1 wrong-setting"),
    ("---\ntitle: One\n", "1:1 unclosed-front-matter"),
    ("---\ndate: 2026-13-01\n---\n", "2:1 wrong-setting"),
    ("---\n- a\n---\n", "2:1 yaml-not-a-mapping"),
    ("```swift {hid=code}\n1\n```\n", "1:11 unknown-cell-option"),
    ("```swift {hide=codes}\n1\n```\n", "1:11 wrong-cell-option"),
    ("```swift {fails traps}\n1\n```\n", "1:17 contradictory-cell-options"),
    ("```swift {fresh fresh}\n1\n```\n", "1:17 repeated-cell-option"),
    ("```swift {timeout=soon}\n1\n```\n", "1:11 wrong-cell-option"),
    ("# A\n\n```swift {#a}\n1\n```\n\n```swift {#a}\n2\n```\n", "7:1 repeated-identifier"),
  ]) func `a fault is reported at its place`(text: String, fault: String) throws {
    #expect(try faults(text) == [fault])
  }

  @Test func `cells and inline expressions are found in their order, with their places`() throws {
    let (lesson, faults) = try parse(
      """
      # One

      > ```swift
      > let a = 1
      > ```

      The value is `{swift} a + 1`, of `{swift .KL} a`.

      ```swift {ignore}
      b
      ```

      ~~~swift
      let c = 3
      ~~~
      """
    )
    #expect(faults.isEmpty)
    #expect(
      lesson.units.map { $0.code.map(\.text) } == [["let a = 1"], ["a + 1"], ["a"], ["let c = 3"]]
    )
    #expect(
      lesson.units.map { $0.code[0].start } == [
        SourcePosition(line: 4, column: 3), SourcePosition(line: 7, column: 23),
        SourcePosition(line: 7, column: 47), SourcePosition(line: 14, column: 1),
      ]
    )
    guard case .inline(let inline) = lesson.units[2] else {
      Issue.record("no inline expression")
      return
    }
    #expect(inline.quantity?.value == "KL")
    #expect(inline.quantity?.location.range.start == SourcePosition(line: 7, column: 43))
    #expect(lesson.shownCells.map { $0.code.text } == ["b\n"])
    #expect(!lesson.isFaultlessProse)
    #expect(try parse("# One\n\nProse.\n").lesson.isFaultlessProse)
  }

  @Test(arguments: ["one.md", "01.md", "01-.md", "01-ä.md", "01-one.txt", "a1-one.md", "01_one.md"])
  func `a file that is not named like a lesson is none`(name: String) {
    #expect(LessonName(name) == nil)
  }
}
