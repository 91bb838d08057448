import Diagnostics
import Lessons
import Recording
import Testing

/// Lessons whose outputs are rewritten, without a compiler: what a cell prints is made up.
@Suite struct RegenerationTests {
  /// The indentation and marks around the lines of a cell and its output: before the first line, before the others.
  static let containers: [(first: String, rest: String)] = [
    ("", ""), ("> ", "> "), (">", ">"), ("- ", "  "), ("12. ", "    "), ("> - ", ">   "),
    ("- > ", "  > "), ("[^1]: ", "    "), ("  ", "  "), ("-\t", "\t"), (" * 1) ", "      "),
  ]

  /// Pieces that mean something in Markdown, or nearly.
  static let pieces = [
    "", " ", "  ", "\t", "\n", "\n", "\n\n", "\r\n", "\r", "```", "````", "~~~", "`", "> ", "- ",
    "1. ", "# ", "    ", "\\", "</div>", "<!--", "text", "0.5", "-1.25e-3", "nan", "é", "👩‍👩‍👧",
    "\0", "[^1]", "|", "---", "===", "```output", "```swift", "\u{85}", "\u{2028}", "\u{FEFF}",
  ]

  static func lesson(_ text: String) -> Lesson {
    let file = SourceFile(path: "Content/01-made.md", text: text)
    guard let name = LessonName("01-made.md") else { preconditionFailure("a lesson's name") }
    return LessonParser.parse(file, name: name).lesson
  }

  /// A lesson with one cell and its output in a container, between paragraphs.
  static func text(
    in container: (first: String, rest: String),
    fence: String,
    holding lines: [String],
    lineEnd: String
  ) -> String {
    let inner = ["```swift", "run()", "```", "", "\(fence)output"] + lines + [fence]
    let block = inner.enumerated().map { ($0 == 0 ? container.first : container.rest) + $1 }
    let all = ["# Made[^1]", "", "Before."] + [""] + block + ["", "After `{swift} 1`.", ""]
    return all.joined(separator: lineEnd)
  }

  static func record(_ lesson: Lesson, printed: String) -> LessonRecord {
    let place = ObservedValue.Place(startLine: 0, startColumn: 1, endLine: 0, endColumn: 2)
    let value = ObservedValue(
      place: place,
      isNested: false,
      count: 1,
      name: "",
      type: "Int",
      text: "1",
      representations: [:]
    )
    let results = lesson.units.map { unit in
      if case .cell = unit {
        UnitResult(printed: PrintedText(printed))
      } else {
        UnitResult(values: [value])
      }
    }
    return LessonRecord(lesson, LessonResults(units: results))
  }

  @Test(arguments: containers.indices) func `whatever is printed reads back as it was printed`(
    container: Int
  ) throws {
    var generator = SeededGenerator(seed: UInt64(container + 1))
    for _ in 0..<200 {
      let printed = (0..<Int.random(in: 0..<8, using: &generator))
        .compactMap { _ in Self.pieces.randomElement(using: &generator) }.joined()
      let text = Self.text(
        in: Self.containers[container],
        fence: Bool.random(using: &generator) ? "```" : "~~~~",
        holding: Bool.random(using: &generator) ? [] : ["old", "0.25"],
        lineEnd: Bool.random(using: &generator) ? "\n" : "\r\n"
      )
      let record = Self.record(Self.lesson(text), printed: printed)
      try #require(record.count == 2, "\(text.debugDescription)")
      let regeneration = Regeneration(of: record, from: nil)
      let made = "\(printed.debugDescription) in \(text.debugDescription)"
      try #require(regeneration.faults.isEmpty, "\(made)")
      let new = Self.record(Self.lesson(regeneration.text ?? text), printed: printed)
      try #require(Drift(of: new, from: nil).diagnostics.isEmpty, "\(made)")
      try #require(Regeneration(of: new, from: nil).text == nil, "\(made)")
      expectNeighboursIntact(text, regeneration.text ?? text)
    }
  }

  /// All before the output's fence and all after it is as it was, byte for byte.
  private func expectNeighboursIntact(_ old: String, _ new: String) {
    let (oldLines, newLines) = (old.linesWithEnds, new.linesWithEnds)
    let opening = oldLines.firstIndex { $0.contains("output") } ?? 0
    #expect(oldLines.prefix(opening).elementsEqual(newLines.prefix(opening)))
    #expect(oldLines.suffix(3).elementsEqual(newLines.suffix(3)))
    let end = oldLines[0].hasSuffix("\r\n") ? "\r\n" : "\n"
    #expect(
      newLines.dropLast().allSatisfy { $0.utf8.suffix(end.utf8.count).elementsEqual(end.utf8) }
    )
  }

  @Test func `lines within tolerance stay when others come and go`() {
    let text = "```swift\nrun()\n```\n\n```output\na 0.1\nold\nz 0.3\n```\n"
    let record = Self.record(
      Self.lesson(text),
      printed: "a 0.10000000000000002\nnew\nnewer\nz 0.30000000000000004\n"
    )
    #expect(
      Regeneration(of: record, from: nil).text
        == "```swift\nrun()\n```\n\n```output\na 0.1\nnew\nnewer\nz 0.3\n```\n"
    )
  }

  @Test func `an output without an end, at the end of the file, is filled`() {
    for text in ["```swift\nrun()\n```\n```output", "```swift\nrun()\n```\n```output\nold"] {
      let record = Self.record(Self.lesson(text), printed: "new\nlines")
      let regeneration = Regeneration(of: record, from: nil)
      #expect(regeneration.faults.isEmpty)
      let new = Self.record(Self.lesson(regeneration.text ?? ""), printed: "new\nlines")
      #expect(Drift(of: new, from: nil).diagnostics.isEmpty)
    }
  }
}

extension String {
  fileprivate var linesWithEnds: [String] {
    utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) + "\n" }
  }
}

/// SplitMix64: the same numbers in every run.
private struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
