import Execution
import Foundation
import TestSupport
import Testing

/// An installation: `bin/literate`, and `share/literate` with the theme and the sources of the modules that
/// lessons import.
@Suite struct InstallTests {
  @Test func `an installed tool needs nothing of the folder that it was built in`() async throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let prefix = scratch.url.appending(path: "prefix")
    let script = projectRoot.appending(path: "Scripts/install")
    let install = try await ToolRun.executable(
      script,
      [prefix.path, ToolRun.tool.path],
      in: projectRoot
    )
    #expect(install.ending == .exited(0), "\(install.errors)")
    let names = try scratch.files(in: "prefix").keys
    #expect(names.contains("share/literate/Theme/page.mustache"))
    #expect(names.contains("share/literate/modules/LessonRuntime/Recorder.swift"))

    func literate(_ arguments: String..., in folder: String = "") async throws -> ToolRun {
      try await ToolRun.executable(
        prefix.appending(path: "bin/literate"),
        arguments,
        in: scratch.url.appending(path: folder),
        environment: ["XDG_CACHE_HOME": scratch.url.appending(path: "caches").path]
      )
    }
    #expect(try await literate("init", "dice").ending == .exited(0))
    let build = try await literate("build", in: "dice")
    #expect(build.ending == .exited(0), "\(build.errors)")
    let page = try scratch.text(of: "dice/site/first-steps.html")
    #expect(page.contains("<span class=\"short\">2.91667</span>"))
    // The theme of the installation counts, and no other.
    try scratch.write("body { --installed: yes }", to: "prefix/share/literate/Theme/style.css")
    #expect(try await literate("build", in: "dice").ending == .exited(0))
    let style = try scratch.files(in: "dice/site").filter { $0.key.hasSuffix(".css") }.values
    #expect(style.contains { String(decoding: $0, as: UTF8.self).contains("--installed: yes") })
    // The modules are compiled once.
    let kept = try FileManager.default.contentsOfDirectory(
      atPath: scratch.url.appending(path: "caches/literate/modules").path
    )
    #expect(kept.count == 1)
    try scratch.write("```swift\nprint(1) // Prints \"2\"\n```\n", to: "plain/README.md")
    let check = try await literate("check", in: "plain")
    #expect(check.errors.contains("README.md:2:21: error: "))
  }

  @Test func `without its modules, a tool says how to install it`() async throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let copy = scratch.url.appending(path: "bin/literate")
    try FileManager.default.createDirectory(
      at: copy.deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
    try FileManager.default.copyItem(at: ToolRun.tool, to: copy)
    try scratch.write("```swift\n1\n```\n", to: "Content/01-one.md")
    let run = try await ToolRun.executable(copy, ["check"], in: scratch.url)
    #expect(run.ending == .exited(2))
    #expect(run.errors.contains("the modules for lessons are not beside the tool"))
    #expect(run.errors.contains("make install PREFIX="))
  }
}
