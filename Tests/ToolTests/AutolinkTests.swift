import Execution
import Foundation
import TestSupport
import Testing

/// The libraries that an object asks for, beside what the toolchain's own reader says.
@Suite struct AutolinkTests {
  #if os(Linux)
    @Test(arguments: [
      "print(1)", "import Foundation\nprint(Date())",
      "import Glibc\nimport Synchronization\nprint(Mutex(sin(1.0)).withLock { $0 })",
    ])
    func `an object's libraries are those that the toolchain reads`(code: String) async throws {
      let scratch = try Scratch()
      defer { scratch.remove() }
      try scratch.write(code, to: "main.swift")
      let compiled = try await ToolRun.program("swiftc", ["-c", "main.swift"], in: scratch.url)
      try #require(compiled.ending == .exited(0), "\(compiled.errors)")
      let list = ["main.o", "-o", "list"]
      let read = try await ToolRun.program("swift-autolink-extract", list, in: scratch.url)
      try #require(read.ending == .exited(0), "\(read.errors)")
      let expected = try String(contentsOf: scratch.url.appending(path: "list"), encoding: .utf8)
        .split(separator: "\n").map(String.init)
      let object = try Data(contentsOf: scratch.url.appending(path: "main.o"))
      // Of shared libraries the order means nothing.
      let options = try #require(AutolinkSection.options(in: object))
      #expect(options.sorted() == expected.sorted())
      // Cut short anywhere, it has all that it has or is no object; whole enough it is near its end only.
      let lengths = Array(stride(from: 0, to: object.count, by: max(1, object.count / 200)))
      let readings = lengths.map { AutolinkSection.options(in: object.prefix($0)) }
      #expect(readings.allSatisfy { $0 == nil || $0 == options })
      #expect(readings.prefix(100).allSatisfy { $0 == nil })
    }
  #endif

  @Test func `what is no object has no libraries`() {
    #expect(AutolinkSection.options(in: Data()) == nil)
    #expect(AutolinkSection.options(in: Data("#!/bin/sh\n".utf8)) == nil)
    #expect(AutolinkSection.options(in: Data([0x7F, 0x45, 0x4C, 0x46, 2, 1])) == nil)
    #expect(
      AutolinkSection.options(
        in: Data([0x7F, 0x45, 0x4C, 0x46, 2, 1] + Array(repeating: 0xFF, count: 100))
      ) == nil
    )
  }
}
