import Execution
import Foundation
import TestSupport
import Testing

/// Files that a program looks at are a part of what its results hold for, named under `data` or not.
@Suite struct FileReadTests {
  let scratch: Scratch

  init() throws {
    scratch = try Scratch()
    try scratch.write("1", to: "Content/n.txt")
    try scratch.write("a", to: "Content/folder/a.txt")
    try scratch.write("b", to: "Content/folder/deep/b.txt")
    try scratch.write("1", to: "outside.txt")
  }

  func literate(_ arguments: String...) async throws -> ToolRun {
    try await ToolRun.literate(arguments, in: scratch.url)
  }

  func build(_ code: String) async throws {
    try scratch.write("# One\n\n```swift\n\(code)\n```\n", to: "Content/01-one.md")
    let run = try await literate("build")
    #expect(run.ending == .exited(0), "\(run.errors)")
    #expect(try await literate("build", "--explain").output.contains("one: nothing changed"))
    #expect(try await literate("build").output.contains("1 lesson, 0 run, nothing changed"))
  }

  static let waysToRead: [(code: String, changed: String)] = [
    ("import Foundation\nlet n = try String(contentsOfFile: \"n.txt\", encoding: .utf8)", "n.txt"),
    ("import Foundation\nlet n = try Data(contentsOf: URL(filePath: \"n.txt\")).count", "n.txt"),
    (
      "import Foundation\nlet n = FileHandle(forReadingAtPath: \"n.txt\")?.availableData.count",
      "n.txt"
    ),
    (
      """
      import Glibc
      let file = fopen("n.txt", "r")
      let n = file.map { fgetc($0) }
      """, "n.txt"
    ),
    (
      """
      import Glibc
      chdir("folder")
      let descriptor = open("../n.txt", O_RDONLY)
      """, "folder/../n.txt"
    ),
    (
      """
      import Foundation
      let cat = Process()
      cat.executableURL = URL(filePath: "/bin/cat")
      cat.arguments = ["n.txt"]
      try cat.run()
      cat.waitUntilExit()
      """, "n.txt"
    ),
  ]

  @Test(arguments: waysToRead) func `a file that was read has changed`(
    code: String,
    changed: String
  ) async throws {
    defer { scratch.remove() }
    try await build(code)
    try scratch.write("2", to: "Content/n.txt")
    let run = try await literate("build", "--explain")
    #expect(run.output.contains("one: ran: the file \(changed) changed"), "\(run.output)")
    // To write the same again is no change.
    try scratch.write("2", to: "Content/n.txt")
    #expect(try await literate("build", "--explain").output.contains("one: nothing changed"))
  }

  @Test(arguments: [
    "import Foundation\nlet n = try? String(contentsOfFile: \"new.txt\", encoding: .utf8)",
    "import Foundation\nlet n = FileManager.default.fileExists(atPath: \"new.txt\")",
    "import Glibc\nlet n = access(\"new.txt\", R_OK)",
  ])
  func `a file that was looked for and missing is there`(code: String) async throws {
    defer { scratch.remove() }
    try await build(code)
    try scratch.write("1", to: "Content/new.txt")
    let run = try await literate("build", "--explain")
    #expect(run.output.contains("one: ran: the file new.txt changed"), "\(run.output)")
  }

  @Test(arguments: [
    (
      "import Foundation\ntry FileManager.default.contentsOfDirectory(atPath: \"folder\").count",
      "folder/c.txt"
    ),
    (
      """
      import Foundation
      FileManager.default.enumerator(atPath: "folder")?.allObjects.count
      """, "folder/deep/c.txt"
    ),
    (
      "import Foundation\ntry FileManager.default.subpathsOfDirectory(atPath: \"folder\").count",
      "folder/deep/c.txt"
    ),
  ])
  func `a folder that was listed holds another file`(code: String, name: String) async throws {
    defer { scratch.remove() }
    try await build(code)
    try scratch.write("c", to: "Content/\(name)")
    let run = try await literate("build", "--explain")
    #expect(run.output.contains("one: ran: the file folder"), "\(run.output)")
  }

  @Test func `a file outside of the content counts, and a build that has nothing to do sees it`()
    async throws
  {
    defer { scratch.remove() }
    try await build(
      "import Foundation\nlet n = try String(contentsOfFile: \"../outside.txt\", encoding: .utf8)"
    )
    try scratch.write("2", to: "outside.txt")
    #expect(try await literate("build").output.contains("1 lesson, 1 run, 2 files written"))
  }

  @Test func `check compares what the file holds now`() async throws {
    defer { scratch.remove() }
    try await build(
      "import Foundation\nlet n = try String(contentsOfFile: \"n.txt\", encoding: .utf8)"
    )
    #expect(try await literate("regenerate").ending == .exited(0))
    try scratch.write("2", to: "Content/n.txt")
    let run = try await literate("check")
    #expect(run.ending == .exited(1))
    #expect(run.errors.contains("error: 'n' has moved: recorded 1, computed 2"))
  }

  @Test func `what a program writes and reads itself does not run it each time`() async throws {
    defer { scratch.remove() }
    try await build(
      """
      import Foundation
      try "made".write(toFile: "made.txt", atomically: true, encoding: .utf8)
      let made = try String(contentsOfFile: "made.txt", encoding: .utf8)
      """
    )
  }
}
