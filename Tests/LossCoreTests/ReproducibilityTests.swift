import Foundation
import Testing

@Suite("The bits of results")
struct ReproducibilityTests {
  /// What the arguments of the test give everywhere; a change of it is a change of results.
  static let expected: UInt64 = 18_351_213_436_420_636_926

  @Test("are those of every other build, with or without optimisation")
  func native() {
    #expect(resultBits(1) == Self.expected)
  }

  @Test(
    "are the same in Embedded Swift, in WebAssembly",
    .enabled(if: Tool.isPresent("node") && Tool.isPresent("wasm-ld") && Tool.isPresent("swiftc"))
  )
  func webAssembly() throws {
    let tests = URL(filePath: #filePath).deletingLastPathComponent()
    let sources = tests.appending(path: "../../Sources/LossCore").standardized
    let directory = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    func path(_ name: String) -> String { directory.appending(path: name).path }

    let flags = [
      "-target", "wasm32-unknown-none-wasm", "-enable-experimental-feature", "Embedded",
      "-swift-version", "6", "-parse-as-library", "-wmo", "-Osize",
    ]
    let files = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)
    let core = (files?.compactMap { ($0 as? URL)?.path } ?? []).filter { $0.hasSuffix(".swift") }
    let module = ["-module-name", "LossCore", "-emit-module-path", path("LossCore.swiftmodule")]
    try Tool.run("swiftc", flags + module + ["-c", "-o", path("core.o")] + core.sorted())
    let file = tests.appending(path: "Support/ResultBits.swift").path
    try Tool.run("swiftc", flags + ["-I", directory.path, "-c", "-o", path("bits.o"), file])
    let objects = [path("bits.o"), path("core.o")]
    let link = ["--no-entry", "--export=resultBits", "--allow-undefined", "--gc-sections"]
    try Tool.run("wasm-ld", objects + link + ["-o", path("bits.wasm")])

    let fixtures = tests.appending(path: "Fixtures")
    let script = fixtures.appending(path: "run-wasm.mjs").path
    let output = try Tool.run("node", [script, path("bits.wasm")])
    #expect(output == "\(Self.expected)\n")
  }
}

/// A program on the search path.
private enum Tool {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  static func isPresent(_ name: String) -> Bool {
    (try? run("which", [name])) != nil
  }

  /// Runs a program to its end and returns what it prints; throws if it fails.
  @discardableResult
  static func run(_ name: String, _ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [name] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    let text = String(decoding: data, as: UTF8.self)
    guard process.terminationStatus == 0 else { throw Failure(description: "\(name): \(text)") }
    return text
  }
}
