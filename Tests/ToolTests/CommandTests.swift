import Execution
import Foundation
import TestSupport
import Testing

/// The command line itself: arguments, exit codes, what is refused.
@Suite struct CommandTests {
  let scratch: Scratch

  init() throws {
    scratch = try Scratch()
    try scratch.write("# One\n\n```swift\n1 + 1\n```\n", to: "Content/01-one.md")
  }

  func literate(_ arguments: String..., input: String? = nil) async throws -> ToolRun {
    try await ToolRun.literate(arguments, in: scratch.url, input: input.map { Data($0.utf8) })
  }

  @Test func `help teaches, and succeeds`() async throws {
    defer { scratch.remove() }
    let root = try await ToolRun.literate(["--help"], in: scratch.url)
    #expect(root.ending == .exited(0))
    #expect(root.output.contains("literate init"))
    let list = try #require(root.output.firstRange(of: "SUBCOMMANDS:"))
    let commands = root.output[list.upperBound...].matches(of: #/(?m)^  ([a-z]+) /#).map {
      String($0.output.1)
    }
    #expect(commands.count >= 8)
    for command in commands {
      let run = try await ToolRun.literate([command, "--help"], in: scratch.url)
      #expect(run.ending == .exited(0))
      #expect(run.errors.isEmpty)
      #expect(run.output.contains("USAGE: literate \(command)"))
      // Each says what it does, and explains every option that it has.
      #expect(run.output.hasPrefix("OVERVIEW: "))
      let line = #/(?m)^  ((?:-[^ ,]+(?: <[a-z]+>)?(?:, )?)+)(.*)\n?(.*)/#
      let options = run.output.matches(of: line)
      #expect(!options.isEmpty)
      for option in options {
        let words = option.output.2.isEmpty ? option.output.3 : option.output.2
        #expect(words.contains { $0.isLetter }, "\(command) \(option.output.1)")
      }
    }
  }

  @Test(arguments: [
    (["biuld"], "Unexpected argument 'biuld'"),
    (["build", "--jobs", "0"], "--jobs must be at least 1"),
    (["build", "--jobs", "many"], "The value 'many' is invalid for '--jobs <n>'"),
    (["build", "--nonsense"], "Unknown option '--nonsense'"),
    (["build", "--content", "Lessons"], "there is no folder 'Lessons' with lessons"),
    (["build", "--package", "nowhere"], "there is no Package.swift in 'nowhere'"),
  ]) func `arguments that cannot be meant end with code 2 and a reason`(
    arguments: [String],
    reason: String
  ) async throws {
    defer { scratch.remove() }
    let run = try await ToolRun.literate(arguments, in: scratch.url)
    #expect(run.ending == .exited(2))
    #expect(run.errors.contains(reason))
    #expect(run.output.isEmpty)
  }

  @Test func `an output folder that holds something else is refused and kept`() async throws {
    defer { scratch.remove() }
    try scratch.write("precious", to: "papers/thesis.txt")
    let run = try await literate("build", "--output", "papers")
    #expect(run.ending == .exited(2))
    #expect(run.errors.contains("'papers' holds something that is no site of this tool"))
    #expect(try scratch.text(of: "papers/thesis.txt") == "precious")
    #expect(try scratch.files(in: "papers").count == 1)
  }

  @Test func `an output folder that cannot be written is an error, and the tool's`() async throws {
    defer { scratch.remove() }
    try scratch.write("a file", to: "file")
    let run = try await literate("build", "--output", "file/site")
    #expect(run.ending == .exited(2))
    #expect(run.errors.contains("error: 'file/site' cannot be written"))
  }

  @Test func `a fault leaves the last site as it was`() async throws {
    defer { scratch.remove() }
    #expect(try await literate("build").ending == .exited(0))
    let before = try scratch.files(in: "site")
    #expect(before.keys.contains("one.html"))
    try scratch.write("# One\n\n```swift\nlet x: Int = 1.5\n```\n", to: "Content/01-one.md")
    try scratch.write("# Two\n", to: "Content/02-two.md")
    #expect(try await literate("build").ending == .exited(1))
    #expect(try scratch.files(in: "site") == before)
    let siblings = try FileManager.default.contentsOfDirectory(atPath: scratch.url.path)
    #expect(Set(siblings) == ["Content", "site"])
  }

  @Test func `a page whose lesson is gone goes too`() async throws {
    defer { scratch.remove() }
    try scratch.write("# Two\n", to: "Content/02-two.md")
    #expect(try await literate("build").ending == .exited(0))
    try FileManager.default.removeItem(at: scratch.url.appending(path: "Content/02-two.md"))
    #expect(try await literate("build").ending == .exited(0))
    #expect(try !scratch.files(in: "site").keys.contains("two.html"))
  }

  /// Written are the page, the Markdown beside it and the index of the search; where code has changed,
  /// the program to download as well.
  @Test func `what has not changed is not run again, and what has is`() async throws {
    defer { scratch.remove() }
    #expect(try await literate("build").output.contains("1 lesson, 1 run"))
    #expect(try await literate("build").output.contains("1 lesson, 0 run, nothing changed"))
    try scratch.write(
      "# One\n\nNew prose.\n\n```swift {values=none}\n1 + 1\n```\n",
      to: "Content/01-one.md"
    )
    #expect(try await literate("build").output.contains("1 lesson, 0 run, 3 files written"))
    try scratch.write("# One\n\n```swift\n1 + 2\n```\n", to: "Content/01-one.md")
    #expect(try await literate("build").output.contains("1 lesson, 1 run, 4 files written"))
    #expect(try await literate("build", "--no-cache").output.contains("1 lesson, 1 run, nothing"))
  }

  @Test func `diagnostics can be read by programs`() async throws {
    defer { scratch.remove() }
    try scratch.write("# One\n\n```swift\nlet x: Int = 1.5\n```\n", to: "Content/01-one.md")
    let run = try await literate("build", "--json")
    #expect(run.ending == .exited(1))
    #expect(run.errors.isEmpty)
    let lines = run.output.split(separator: "\n")
    let object =
      try JSONSerialization.jsonObject(with: Data(try #require(lines.first).utf8)) as? [String: Any]
    #expect(lines.count == 1)
    #expect(object?["severity"] as? String == "error")
    let location = try #require(object?["location"] as? [String: Any])
    #expect(location["file"] as? String == "Content/01-one.md")
  }

  @Test func `render sets formulas and alerts, and runs nothing`() async throws {
    defer { scratch.remove() }
    let run = try await literate(
      "render",
      input: "# T\n\n$x$\n\n> [!TIP]\n> Do.\n\n`{swift} 1`\n\n```swift\nfatalError()\n```\n"
    )
    #expect(run.ending == .exited(0))
    #expect(run.output.contains("<h1 id=\"t\">T <a class=\"anchor\""))
    #expect(run.output.contains("<span class=\"katex\">"))
    #expect(run.output.contains("<div class=\"alert alert-tip\">"))
    #expect(run.output.contains("<code>{swift} 1</code>"))
    #expect(run.output.contains("<pre><code class=\"language-swift\">fatalError()\n</code></pre>"))
  }

  @Test func `render says where a formula is wrong`() async throws {
    defer { scratch.remove() }
    let run = try await literate("render", input: "text\n\na $\\nope$\n")
    #expect(run.ending == .exited(1))
    #expect(run.output.isEmpty)
    #expect(run.errors.hasPrefix("<stdin>:3:4: error: KaTeX: Undefined control sequence: \\nope\n"))
  }

  @Test func `render refuses what is not text`() async throws {
    defer { scratch.remove() }
    let run = try await ToolRun.literate(
      ["render"],
      in: scratch.url,
      input: Data([0x23, 0x20, 0xE9, 0x0A])
    )
    #expect(run.ending == .exited(1))
    #expect(run.errors.contains("<stdin>:1:1: error: this is not UTF-8 text"))
  }

  /// The processes whose command holds a text.
  private func processes(with text: String) async throws -> String {
    try await ToolRun.program("pgrep", ["-f", text], in: scratch.url).output
  }

  @Test(arguments: ["INT", "TERM", "HUP"])
  func `a signal ends all children and leaves the last site`(
    signal: String
  ) async throws {
    defer { scratch.remove() }
    #expect(try await literate("build").ending == .exited(0))
    let before = try scratch.files(in: "site")
    try scratch.write(
      "# One\n\n```swift\nimport Foundation\nlet child = Process()\n"
        + "child.executableURL = URL(filePath: \"/bin/sh\")\n"
        + "child.arguments = [\"-c\", \"sleep 3141; : \(scratch.url.lastPathComponent)\"]\n"
        + "try child.run()\nwhile true {}\n```\n",
      to: "Content/01-one.md"
    )
    let tool = Bundle.main.executableURL?.deletingLastPathComponent().appending(path: "literate")
    let path = try #require(tool).path
    let script = """
      "\(path)" build & tool=$!
      for i in $(seq 200); do pgrep -f "[s]leep 3141; : \(scratch.url.lastPathComponent)" >/dev/null && break; sleep 0.1; done
      start=$(date +%s%N); kill -\(signal) $tool; wait $tool; code=$?
      echo "code $code after $((($(date +%s%N) - start) / 1000000)) ms"
      """
    let run = try await ToolRun.program("bash", ["-c", script], in: scratch.url)
    let match = try #require(run.output.firstMatch(of: /code (\d+) after (\d+) ms/))
    #expect(match.output.1 == "130")
    #expect(try #require(Int(match.output.2)) < 1000)
    #expect(try await processes(with: "[s]leep 3141; : \(scratch.url.lastPathComponent)").isEmpty)
    #expect(try scratch.files(in: "site") == before)
  }

  @Test func `killed at any moment, the tool leaves a whole site`() async throws {
    defer { scratch.remove() }
    let prose = (0..<60).map { "Paragraph \($0) with `{swift} \($0) + 1`.\n" }.joined(
      separator: "\n"
    )
    for number in 2...6 {
      try scratch.write(
        "# Lesson \(number)\n\n\(prose)",
        to: "Content/0\(number)-lesson\(number).md"
      )
    }
    #expect(try await literate("build").ending == .exited(0))
    let old = try scratch.files(in: "site")
    for number in 2...6 {
      let path = "Content/0\(number)-lesson\(number).md"
      try scratch.write(try scratch.text(of: path) + "\nMore.\n", to: path)
    }
    #expect(try await literate("build", "--output", "other").ending == .exited(0))
    let new = try scratch.files(in: "other")
    #expect(new != old)
    let tool = Bundle.main.executableURL?.deletingLastPathComponent().appending(path: "literate")
    let path = try #require(tool).path
    // Nothing runs, so that most moments fall into rendering and writing.
    for delay in stride(from: 0.01, through: 0.5, by: 0.02) {
      let script =
        "\"\(path)\" build >/dev/null 2>&1 & tool=$!; sleep \(delay); kill -9 $tool; wait"
      _ = try await ToolRun.program("bash", ["-c", script], in: scratch.url)
      let now = try scratch.files(in: "site")
      #expect(now == old || now == new, "half a site after \(delay) s")
      if now == new { break }
    }
    #expect(try await literate("build").ending == .exited(0))
    #expect(try scratch.files(in: "site") == new)
  }

  @Test func `killed, the tool leaves no lesson running for ever`() async throws {
    defer { scratch.remove() }
    try scratch.write("timeLimit: 3s\n", to: "Content/literate.yml")
    try scratch.write(
      "# One\n\n```swift\nimport Foundation\n"
        + "let process = ProcessInfo.processInfo.processIdentifier\n"
        + "try Data(\"\\(process)\".utf8).write(to: URL(filePath: \"process\"))\n"
        + "while true {}\n```\n",
      to: "Content/01-one.md"
    )
    let tool = Bundle.main.executableURL?.deletingLastPathComponent().appending(path: "literate")
    let path = try #require(tool).path
    let script = """
      "\(path)" build & tool=$!
      for i in $(seq 6000); do [ -s Content/process ] && break; sleep 0.01; done; kill -9 $tool
      lesson=$(cat Content/process)
      kill -0 $lesson && echo running
      for i in $(seq 3000); do kill -0 $lesson 2>/dev/null || break; sleep 0.1; done
      kill -0 $lesson 2>/dev/null || echo gone
      """
    let run = try await ToolRun.program("bash", ["-c", script], in: scratch.url)
    #expect(run.output == "running\ngone\n", "\(run.errors)")
  }

  @Test func `without a compiler the tool says what to install`() async throws {
    defer { scratch.remove() }
    let tool = Bundle.main.executableURL?.deletingLastPathComponent().appending(path: "literate")
    let run = try await ToolRun.program(
      "env",
      ["PATH=/nowhere", try #require(tool).path, "build"],
      in: scratch.url
    )
    #expect(run.ending == .exited(2))
    #expect(run.errors.contains("there is no Swift compiler on the search path"))
  }
}
