import Execution
import Foundation
import TestSupport
import Testing

/// What a reader finds beside the text, under the pointer and by keyboard, in a browser.
@Suite struct ReadingTests {
  @Test func `types, notes and terms are where a reader looks for them`() async throws {
    let site = try await ProjectSite.shared()
    let folder = site.scratch.url.appending(path: "site/")
    let pages = try ProjectSite.pages.map { "\($0).html" }
    let run = try await ToolRun.program(
      "python3",
      [
        projectRoot.appending(path: "Tests/Browser/reading.py").path, folder.absoluteString,
        "factor-of-four.html", "factor-of-four.html",
      ] + pages,
      in: site.scratch.url
    )
    try #require(run.ending == .exited(0), "\(run.errors)")
    let report = try JSONDecoder().decode(Report.self, from: Data(run.output.utf8))
    #expect(report.underPointer == "\"i: Tensor<Double>\"")
    #expect(report.listsBefore.isEmpty && report.listsAfterEscape.isEmpty)
    #expect(report.stops == 0)
    // The block with the keyboard's focus, and no other.
    #expect(report.listsByKeyboard.count == 1)
    let list = report.listsByKeyboard.first ?? []
    #expect(list.first == "i: Tensor<Double>")
    #expect(list.contains("Tensor.reshaped(to: [Int]) throws(LossError) -> Tensor<A>"))
    #expect(Set(list).count == list.count)
    let lesson = try site.scratch.text(of: "Content/01-factor-of-four.md")
    #expect(lesson.contains("```swift\n\(report.copied)```"))
    #expect(!report.wideNotes.isEmpty)
    for note in report.wideNotes { #expect(note.beside && note.apart) }
    for note in report.narrowNotes { #expect(note.under && note.apart) }
    #expect(!report.meaningAtFirst && report.meaningByKeyboard && !report.meaningAfterEscape)
    #expect(report.tooWide.isEmpty, "\(report.tooWide)")
    #expect(report.console.isEmpty, "\(report.console)")
  }

  @Test func `paper shows what is folded and where links lead, and nothing to press`() async throws
  {
    let site = try await ProjectSite.shared()
    try site.scratch.write(
      """
      # Paper

      A [link](https://example.org/far/away).

      > [!NOTE]- A question
      > The answer is folded.

      ```swift
      for line in 1...40 { print("printed line", line) }
      ```
      """,
      to: "Paper/01-paper.md"
    )
    let build = try await ToolRun.literate(
      ["build", "--content", "Paper", "--output", "paper-site"],
      in: site.scratch.url
    )
    try #require(build.ending == .exited(0), "\(build.errors)")
    let pdf = site.scratch.url.appending(path: "paper.pdf")
    let print = try await ToolRun.program(
      "chromium",
      [
        "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
        "--print-to-pdf=\(pdf.path)",
        site.scratch.url.appending(path: "paper-site/paper.html").absoluteString,
      ],
      in: site.scratch.url
    )
    try #require(print.ending == .exited(0), "\(print.errors)")
    let text = try await ToolRun.program("pdftotext", [pdf.path, "-"], in: site.scratch.url).output
    for shown in ["(https://example.org/far/away)", "The answer is folded.", "printed line 40"] {
      #expect(text.contains(shown))
    }
    for hidden in ["more lines", "Skip to the text", "Int", "Markdown"] {
      #expect(!text.contains(hidden), "\(hidden)")
    }
  }
}

/// What `reading.py` tells.
private struct Report: Decodable {
  struct Note: Decodable {
    let beside: Bool
    let under: Bool
    let apart: Bool
  }

  let wideNotes: [Note]
  let narrowNotes: [Note]
  let underPointer: String
  let stops: Int
  let copied: String
  let listsBefore: [[String]]
  let listsByKeyboard: [[String]]
  let listsAfterEscape: [[String]]
  let meaningAtFirst: Bool
  let meaningByKeyboard: Bool
  let meaningAfterEscape: Bool
  let tooWide: [String]
  let console: [String]

  enum CodingKeys: String, CodingKey {
    case console, copied
    case wideNotes = "notes, wide"
    case narrowNotes = "notes, narrow"
    case underPointer = "under the pointer"
    case stops = "stops in a block"
    case listsBefore = "lists before the keyboard"
    case listsByKeyboard = "lists by keyboard"
    case listsAfterEscape = "lists after Escape"
    case meaningAtFirst = "term's meaning at first"
    case meaningByKeyboard = "term's meaning by keyboard"
    case meaningAfterEscape = "term's meaning after Escape"
    case tooWide = "too wide"
  }
}
