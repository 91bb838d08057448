import Execution
import Foundation
import TestSupport
import Testing

/// Pages that a build takes over from the last one: whatever was changed in between, the site is the
/// one that a first build makes.
@Suite struct KeptPagesTests {
  private static let one = """
    ---
    highlight: "{x} is the number"
    ---
    # One

    See [two](02-two.md#second) and the loss.

    ```swift
    let x = 1 + 1
    ```

    It is `{swift .KL} x`.
    """
  private static let two = "# Two\n\n## Second\n\nOf a loss. See [](03-three.md#f).\n"
  private static let three = "# Three\n\n```math {#f}\na\n```\n\n![](picture.svg)\n"
  private static let words = "---\nglossary: true\n---\n# Words\n\n## Loss\n\nWhat is minimized.\n"
  private static let content = [
    "literate.yml": "title: Lessons\nquantities: { KL: vermilion }\n",
    "01-one.md": one, "02-two.md": two, "03-three.md": three, "04-words.md": words,
    "picture.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
  ]

  /// What an author does, one after the other: files written, or removed where the text is empty.
  private static let edits: [[String: String]] = [
    ["02-two.md": "# Two\n\n## Second\n\nOf another loss. See [three](03-three.md).\n"],
    ["02-two.md": "# Two, again\n\n## Second\n\nOf a loss. See [three](03-three.md).\n"],
    ["02-two.md": "# Two\n\n## Zeroth\n\n## Second\n\nOf a loss. See [three](03-three.md).\n"],
    ["03-three.md": "---\ndescription: New.\n---\n" + three],
    ["03-three.md": "# Three\n\n```math {#e}\na\n```\n\n```math {#f}\nb\n```\n"],
    ["02-two.md": two],
    ["03-three.md": three],
    ["01-one.md": one.replacing("1 + 1", with: "2 + 2")],
    ["04-words.md": words.replacing("minimized", with: "made small")],
    ["literate.yml": "title: Lessons\nquantities: { KL: blue }\n"],
    ["literate.yml": "title: Other\nbaseURL: https://example.org\n", "01-one.md": "# One\n"],
    ["theme/item.mustache": "<li>{{{title}}}</li>\n"],
    ["theme/item.mustache": "", "05-five.md": "# Five\n\n`{swift} 5`\n"],
    ["02-two.md": "", "06-two.md": "# Two\n"],
    ["04-words.md": words.replacing("true", with: "false")],
    ["03-three.md": "---\npart: Formulas\ndate: 2026-11-23\n---\n" + three],
    ["03-three.md": "---\npart: Mathematics\ndate: 2026-11-23\n---\n" + three],
    ["04-words.md": "", "07-words.md": words],
    Dictionary(uniqueKeysWithValues: (100..<220).map { ("\($0)-many\($0).md", "# Many \($0)\n") }),
    ["219-many219.md": "", "218-many218.md": "", "217-many217.md": "", "216-many216.md": ""],
    ["picture.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\"><title>New</title></svg>"],
  ]

  @Test func `after any edit the site is that of a first build`() async throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    for (name, text) in Self.content { try scratch.write(text, to: "Content/\(name)") }
    #expect(try await ToolRun.literate(["build"], in: scratch.url).ending == .exited(0))
    for (number, edit) in Self.edits.enumerated() {
      for (name, text) in edit {
        if !text.isEmpty {
          try scratch.write(text, to: "Content/\(name)")
        } else {
          try FileManager.default.removeItem(at: scratch.url.appending(path: "Content/\(name)"))
        }
      }
      let run = try await ToolRun.literate(["build"], in: scratch.url)
      #expect(run.ending == .exited(0), "\(edit): \(run.errors)")
      #expect(
        try await scratch.files(in: "site") == Self.firstBuild(of: scratch),
        "\(number): \(edit)"
      )
    }
  }

  @Test func `digits are a matter of pages, not of programs`() async throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    try scratch.write("title: Numbers\n", to: "Content/literate.yml")
    try scratch.write("# Two\n\n```swift\nlet third = 1.0 / 3\n```\n", to: "Content/01-one.md")
    let fences = ["```swift", "```swift {digits=2}"]
    let cases = [
      ("", "", fences[0], "0.333333"), ("digits: 3\n", "", fences[0], "0.333"),
      ("digits: all\n", "", fences[0], "0.3333333333333333"),
      ("digits: all\n", "---\ndigits: 4\n---\n", fences[0], "0.3333"),
      ("digits: all\n", "---\ndigits: 4\n---\n", fences[1], "0.33"),
      ("", "", fences[0], "0.333333"),
    ]
    for (number, (site, lesson, fence, shown)) in cases.enumerated() {
      try scratch.write("title: Numbers\n\(site)", to: "Content/literate.yml")
      try scratch.write(
        "\(lesson)# One\n\n\(fence)\nlet third = 1.0 / 3\n```\n",
        to: "Content/01-one.md"
      )
      let run = try await ToolRun.literate(["build"], in: scratch.url)
      #expect(run.output.contains("1 run") == (number == 0), "\(run.output)\(run.errors)")
      let page = String(
        decoding: try scratch.files(in: "site")["one.html"] ?? Data(),
        as: UTF8.self
      )
      #expect(page.contains("<span class=\"short\">\(shown)</span>"), "\(number)")
      #expect(page.contains("class=\"value rounded\"") == (site != "digits: all\n" || lesson != ""))
    }
  }

  /// The site that a build without any cache makes of the same content.
  private static func firstBuild(of scratch: Scratch) async throws -> [String: Data] {
    let other = try Scratch()
    defer { other.remove() }
    let copy = other.url.appending(path: "Content")
    try FileManager.default.copyItem(at: scratch.url.appending(path: "Content"), to: copy)
    try FileManager.default.removeItem(at: copy.appending(path: ".literate"))
    let run = try await ToolRun.literate(["build"], in: other.url)
    #expect(run.ending == .exited(0), "\(run.errors)")
    return try other.files(in: "site")
  }
}
