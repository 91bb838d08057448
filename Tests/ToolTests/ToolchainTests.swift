import Execution
import Foundation
import TestSupport
import Testing

/// The toolchain is what compiles, whatever stands in for it on the search path.
@Suite struct ToolchainTests {
  let scratch: Scratch
  let toolchain: Toolchain

  init() async throws {
    scratch = try Scratch()
    toolchain = try #require(await Toolchain.find())
    try scratch.write(
      "# One\n\n```swift\n#if MARKED\nlet a = 123\n#else\nlet a = 321\n#endif\n```\n",
      to: "Content/01-one.md"
    )
  }

  /// Builds with something else called `swiftc` before all others.
  func build(_ arguments: String...) async throws -> ToolRun {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    let own = scratch.url.appending(path: "bin").path
    let run = try await ToolRun.literate(
      ["build"] + arguments,
      in: scratch.url,
      environment: ["PATH": "\(own):\(path)"]
    )
    #expect(run.ending == .exited(0), "\(run.errors)")
    #expect(run.errors.isEmpty, "\(run.errors)")
    return run
  }

  var page: String {
    get throws {
      String(decoding: try #require(scratch.files(in: "site")["one.html"]), as: UTF8.self)
    }
  }

  func wrap(_ options: String) throws {
    try scratch.write(
      "#!/bin/sh\nexec '\(toolchain.compiler.path)' \(options) \"$@\"\n",
      to: "bin/swiftc"
    )
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755],
      ofItemAtPath: scratch.url.appending(path: "bin/swiftc").path
    )
  }

  @Test func `a script that adds an option is another compiler`() async throws {
    defer { scratch.remove() }
    try wrap("")
    _ = try await build()
    #expect(try page.contains("321"))
    try wrap("-DMARKED")
    #expect(try await build("--explain").output.contains("one: ran: the compiler changed"))
    #expect(try page.contains("123"))
    #expect(try await build("--explain").output.contains("one: nothing changed"))
    // The services of the toolchain behind it colour the code and tell the types.
    #expect(try page.contains("data-type"))
  }

  @Test func `what a script takes from elsewhere is seen, too`() async throws {
    defer { scratch.remove() }
    let options = scratch.url.appending(path: "options").path
    try scratch.write("", to: "options")
    try wrap("$(cat '\(options)')")
    _ = try await build()
    #expect(try page.contains("321"))
    try scratch.write("-DMARKED", to: "options")
    _ = try await build()
    #expect(try page.contains("123"))
  }

  @Test func `a link to the compiler stands for the compiler`() async throws {
    defer { scratch.remove() }
    _ = try await ToolRun.literate(["build"], in: scratch.url)
    let bin = scratch.url.appending(path: "bin")
    try FileManager.default.createDirectory(at: bin, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      at: bin.appending(path: "swiftc"),
      withDestinationURL: toolchain.compiler
    )
    #expect(try await build("--explain").output.contains("one: nothing changed"))
  }

  @Test func `without a cache nothing that is kept is used`() async throws {
    defer { scratch.remove() }
    _ = try await ToolRun.literate(["build"], in: scratch.url)
    let kept = scratch.url.appending(path: "Content/.literate")
    func dates() throws -> [String: Date] {
      let names = [
        "driver-plans", "module-libraries", "reads-libraries", "results", "tool-modules",
      ].flatMap { folder in
        let path = kept.appending(path: folder).path
        return ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [])
          .map { "\(folder)/\($0)" }
      }
      return try Dictionary(
        uniqueKeysWithValues: names.map { name in
          let values = try kept.appending(path: name).resourceValues(
            forKeys: [.contentModificationDateKey]
          )
          return (name, try #require(values.contentModificationDate))
        }
      )
    }
    let before = try dates()
    #expect(before.count > 4)
    let run = try await ToolRun.literate(["build", "--no-cache"], in: scratch.url)
    #expect(run.ending == .exited(0), "\(run.errors)")
    for (name, date) in try dates() {
      #expect(date > before[name] ?? .distantPast, "\(name) is made anew")
    }
  }
}
