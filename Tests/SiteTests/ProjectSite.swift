import Execution
import Foundation
import TestSupport
import Testing

/// A copy of what the project's site is made of: the lessons, and the package that they import.
struct ProjectSite {
  let scratch: Scratch

  /// A copy that is built, for tests that only read it: made once, in a folder that keeps what the
  /// compiler made of the loss core from one run of the tests to the next.
  static func shared() async throws -> ProjectSite { try await building.value }

  private static let building = Task {
    let folder = projectRoot.appending(path: ".build/site-under-test")
    for name in ["Content", "Sources", "site"] {
      try? FileManager.default.removeItem(at: folder.appending(path: name))
    }
    let site = try ProjectSite(in: Scratch(at: folder))
    try await site.build("--jobs", "2")
    return site
  }

  /// Copies the lessons and the loss core.
  ///
  /// - Parameter optimizes: whether the loss core is compiled with optimization, which takes ten times as
  ///   long, and without which the course's own lessons run for minutes.
  /// - Throws: what keeps the files from being copied.
  init(optimizes: Bool = true) throws {
    try self.init(in: Scratch(), optimizes: optimizes)
  }

  private init(in scratch: Scratch, optimizes: Bool = true) throws {
    self.scratch = scratch
    let settings = optimizes ? "" : #", swiftSettings: [.unsafeFlags(["-Onone"])]"#
    try scratch.write(
      """
      // swift-tools-version: 6.2
      import PackageDescription
      let package = Package(
        name: "copy",
        products: [.library(name: "LossCore", targets: ["LossCore"])],
        targets: [.target(name: "LossCore"\(settings))])
      """,
      to: "Package.swift"
    )
    for path in ["Content", "Sources/LossCore"] {
      let copy = scratch.url.appending(path: path)
      try FileManager.default.createDirectory(
        at: copy.deletingLastPathComponent(),
        withIntermediateDirectories: true
      )
      try FileManager.default.copyItem(at: projectRoot.appending(path: path), to: copy)
    }
  }

  func remove() { scratch.remove() }

  /// Runs the tool in the folder of the copy.
  func literate(_ arguments: String...) async throws -> ToolRun {
    try await ToolRun.literate(arguments, in: scratch.url)
  }

  /// Builds the site, which must succeed.
  func build(_ arguments: String...) async throws {
    let run = try await ToolRun.literate(["build"] + arguments, in: scratch.url)
    try #require(run.ending == .exited(0), "\(run.errors)")
  }

  /// Replaces a piece of a file, which must be there exactly once.
  func replace(_ old: String, with new: String, in path: String) throws {
    let text = try scratch.text(of: path)
    try #require(text.ranges(of: old).count == 1)
    try scratch.write(text.replacing(old, with: new), to: path)
  }

  /// Removes the project's other lessons.
  func keepLessons(_ names: [String]) throws {
    let folder = scratch.url.appending(path: "Content")
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path)
    where name.hasSuffix(".md") && !names.contains(String(name.dropLast(3))) {
      try FileManager.default.removeItem(at: folder.appending(path: name))
    }
  }

  /// Puts other lessons in place of the project's.
  func replaceLessons(with lessons: [String: String]) throws {
    let folder = scratch.url.appending(path: "Content")
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path)
    where name != "literate.yml" {
      try FileManager.default.removeItem(at: folder.appending(path: name))
    }
    for (name, text) in lessons { try scratch.write(text, to: "Content/\(name).md") }
  }

  func page(_ name: String) throws -> String {
    try scratch.text(of: "site/\(name).html")
  }

  func url(_ name: String) -> URL {
    scratch.url.appending(path: "site/\(name).html")
  }

  /// The names of all pages.
  static var pages: [String] {
    get throws {
      let folder = projectRoot.appending(path: "Content")
      let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
      return ["index"]
        + files.compactMap { $0.wholeMatch(of: /\d+-(.*)\.md/) }.map { String($0.output.1) }
    }
  }
}

extension String {
  /// The values on a page in all their digits, as they are in tooltips.
  var fullValues: [String] {
    matches(of: /<span class="full">([^<]*)<\/span>/).map { String($0.output.1) }
  }

  /// The values on a page as a reader sees them.
  var shownValues: [String] {
    matches(of: /<span class="short">([^<]*)<\/span>/).map { String($0.output.1) }
  }
}
