import Caching
import Execution
import Foundation
import TestSupport
import Testing

/// What is kept between builds: never trusted when damaged, never in the way of another build,
/// never more than it may be.
@Suite struct CacheTests {
  let scratch: Scratch

  init() throws {
    scratch = try Scratch()
    try scratch.write("# One\n\n```swift\n1 + 1\n```\n", to: "Content/01-one.md")
    try scratch.write("# Two\n\n`{swift} 2 + 2`\n", to: "Content/02-two.md")
  }

  func literate(_ arguments: String...) async throws -> ToolRun {
    try await ToolRun.literate(arguments, in: scratch.url)
  }

  @Test func `a damaged entry is computed again`() async throws {
    defer { scratch.remove() }
    #expect(try await literate("build").ending == .exited(0))
    let before = try scratch.files(in: "site")
    for (path, data) in try scratch.files(in: "Content/.literate") {
      try data.dropLast(20).write(to: scratch.url.appending(path: "Content/.literate/\(path)"))
    }
    #expect(try await literate("build").output.contains("2 lessons, 2 run, nothing changed"))
    #expect(try scratch.files(in: "site") == before)
  }

  @Test func `builds at once share a cache and do each other no harm`() async throws {
    defer { scratch.remove() }
    let runs = try await withThrowingTaskGroup(of: ToolRun.self) { group in
      for number in 0..<6 {
        group.addTask { try await literate("build", "--output", "site-\(number)") }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(runs.allSatisfy { $0.ending == .exited(0) }, "\(runs.map(\.errors))")
    let first = try scratch.files(in: "site-0")
    for number in 1..<6 { #expect(try scratch.files(in: "site-\(number)") == first) }
    #expect(try await literate("build").output.contains("2 lessons, 0 run"))
  }

  @Test func `the cache keeps to its limit, and what it has dropped runs again`() async throws {
    defer { scratch.remove() }
    func size() throws -> Int {
      try scratch.files(in: "Content/.literate").values.reduce(0) { $0 + $1.count }
    }
    #expect(try await literate("build").ending == .exited(0))
    #expect(try size() > 2048)
    try scratch.write("cacheLimit: 2 KiB\n", to: "Content/literate.yml")
    try scratch.write("# One\n\n```swift\n1 + 2\n```\n", to: "Content/01-one.md")
    #expect(try await literate("build").ending == .exited(0))
    // Pages are kept after the lessons, and are small.
    #expect(try size() < 16_384)
    try scratch.write("", to: "Content/literate.yml")
    #expect(try await literate("build").ending == .exited(0))
    #expect(try await literate("build").output.contains("2 lessons, 0 run"))
  }

  @Test func `clean removes what is kept, kind by kind, and nothing else`() async throws {
    defer { scratch.remove() }
    #expect(try await literate("clean").output == "nothing is kept\n")
    #expect(try await literate("build").ending == .exited(0))
    let before = try scratch.files(in: ".")
    let trial = try await literate("clean", "--dry-run")
    #expect(trial.ending == .exited(0))
    #expect(
      trial.output.contains(#/(?m)^results  +[\d.]+ K?i?B  what a lesson's program gave, 2 files$/#)
    )
    #expect(trial.output.contains(#/[\d.]+ [KM]iB would be removed\n$/#))
    #expect(try scratch.files(in: ".") == before)
    #expect(try await literate("clean").output.contains(#/[\d.]+ [KM]iB removed\n$/#))
    let kept = before.filter { !$0.key.hasPrefix("Content/.literate/") }
    #expect(kept.count < before.count)
    #expect(try scratch.files(in: ".") == kept)
    #expect(try await literate("build").output.contains("2 lessons, 2 run"))
    let missing = try await literate("clean", "--content", "Lessons")
    #expect(missing.ending == .exited(2))
    #expect(missing.errors.contains("there is no folder 'Lessons'"))
  }

  @Test func `the manual lists every kind of entry`() throws {
    let page = try String(
      contentsOf: projectRoot.appending(path: "Content/22-manual-commands.md"),
      encoding: .utf8
    )
    for kind in CacheKind.allCases {
      let invalidation = kind.invalidation ?? "its key changes"
      let row = "| `\(kind.folder)` | \(kind.contents) | \(kind.key) | \(invalidation) |"
      #expect(page.contains(row), "\(row)")
    }
  }

  @Test func `what is amiss in the site is made good, though nothing else has changed`()
    async throws
  {
    defer { scratch.remove() }
    #expect(try await literate("build").ending == .exited(0))
    let built = try scratch.files(in: "site")
    #expect(try await literate("build").output.contains("2 lessons, 0 run, nothing changed"))

    try scratch.write("<p>Mine</p>", to: "site/one.html")
    #expect(try await literate("build").output.contains("1 file written"))
    #expect(try scratch.files(in: "site") == built)

    try scratch.write("left here", to: "site/notes.txt")
    #expect(try await literate("build").ending == .exited(0))
    #expect(try scratch.files(in: "site") == built)

    try FileManager.default.removeItem(at: scratch.url.appending(path: "site/two.html"))
    #expect(try await literate("build").output.contains("1 file written"))
    #expect(try scratch.files(in: "site") == built)
  }

  @Test(arguments: [
    ("01-one.md", "# One\n\nOther words.\n\n```swift\n1 + 1\n```\n"),
    ("03-three.md", "# Three\n"), ("literate.yml", "title: Other\n"),
    ("theme/favicon.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n"),
  ])
  func `a build sees that a file of the content is new or changed`(name: String, text: String)
    async throws
  {
    defer { scratch.remove() }
    #expect(try await literate("build").ending == .exited(0))
    #expect(try await literate("build").output.contains("nothing changed"))
    try scratch.write(text, to: "Content/\(name)")
    #expect(try await literate("build").output.contains("written"))
    #expect(try await literate("build").output.contains("nothing changed"))
  }

  @Test func `a warning is printed each time, though nothing has changed`() async throws {
    defer { scratch.remove() }
    try scratch.write("# Three\n", to: "Content/three.md")
    for _ in 1...2 {
      #expect(try await literate("build").errors.contains("three.md:1:1: warning: left out"))
    }
  }
}
