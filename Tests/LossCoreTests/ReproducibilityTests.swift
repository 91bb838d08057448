import Foundation
import LossCore
import Testing

@Suite("The bits of results")
struct ReproducibilityTests {
  /// What the arguments of the test give everywhere; a change of it is a change of results.
  static let expected: UInt64 = 9_546_990_438_637_566_235

  @Test("are those of every other build, with or without optimisation")
  func native() {
    #expect(resultBits(1) == Self.expected)
  }

  @Test(
    "are the same where rows are worked on in parallel",
    arguments: [[1, 20], [3, 50], [200, 17]]
  )
  func parallel(shape: [Int]) throws {
    var generator = SeededGenerator(seed: 5)
    let logits = try generator.logits(shape)
    let targets = try softmax(generator.logits(shape))
    let labels = ClassLabels((0..<shape[0]).map { $0 % shape[1] })
    let perform: RowPerformer = DispatchQueue.concurrentPerform
    for dimension in 0...1 {
      let probabilities = try softmax(logits, along: dimension, inParallel: perform)
      #expect(try probabilities == softmax(logits, along: dimension))
      let logarithms = try logSoftmax(logits, along: dimension, inParallel: perform)
      #expect(try logarithms == logSoftmax(logits, along: dimension))
    }
    for reduction in [Reduction.none, .mean] {
      let labelled = try crossEntropyLoss(
        logits,
        labels: labels,
        reduction: reduction,
        inParallel: perform
      )
      #expect(try labelled == crossEntropyLoss(logits, labels: labels, reduction: reduction))
      let aimed = try crossEntropyLoss(
        logits,
        targets: targets,
        reduction: reduction,
        inParallel: perform
      )
      #expect(try aimed == crossEntropyLoss(logits, targets: targets, reduction: reduction))
    }
  }

  @Test(
    "are the same with optimisation, where nothing but Swift's library is linked",
    .enabled(if: Tool.isPresent("swiftc"))
  )
  func optimised() throws {
    let build = try CoreBuild(flags: ["-O"])
    defer { build.remove() }
    let main = build.path("main.swift")
    try "print(resultBits(1))".write(toFile: main, atomically: true, encoding: .utf8)
    let inputs = [main, CoreBuild.resultBits, build.core]
    // The C library's mathematics is not among what the compiler links by itself.
    try Tool.run("swiftc", build.flags + inputs + ["-o", build.path("bits")])
    #expect(try Tool.run(build.path("bits"), []) == "\(Self.expected)\n")
  }

  @Test(
    "are the same in Embedded Swift, in WebAssembly",
    .enabled(if: Tool.isPresent("node") && Tool.isPresent("wasm-ld") && Tool.isPresent("swiftc"))
  )
  func webAssembly() throws {
    let build = try CoreBuild(flags: [
      "-target", "wasm32-unknown-none-wasm", "-enable-experimental-feature", "Embedded", "-Osize",
    ])
    defer { build.remove() }
    let bits = [CoreBuild.resultBits, "-parse-as-library", "-c", "-o", build.path("bits.o")]
    try Tool.run("swiftc", build.flags + bits)
    let objects = [build.path("bits.o"), build.core]
    let link = ["--no-entry", "--export=resultBits", "--allow-undefined", "--gc-sections"]
    try Tool.run("wasm-ld", objects + link + ["-o", build.path("bits.wasm")])

    let script = CoreBuild.tests.appending(path: "Fixtures/run-wasm.mjs").path
    let output = try Tool.run("node", [script, build.path("bits.wasm")])
    #expect(output == "\(Self.expected)\n")
  }
}

/// The module, compiled once more in a folder of its own.
private struct CoreBuild {
  static let tests = URL(filePath: #filePath).deletingLastPathComponent()
  static let resultBits = tests.appending(path: "Support/ResultBits.swift").path

  private let directory: URL
  /// What programs that import the module are compiled with.
  let flags: [String]

  /// The module's object file.
  var core: String { path("core.o") }

  init(flags: [String]) throws {
    directory = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    self.flags = flags + ["-swift-version", "6", "-wmo", "-I", directory.path]
    let sources = Self.tests.appending(path: "../../Sources/LossCore").standardized
    let files = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)
    let swift = (files?.compactMap { ($0 as? URL)?.path } ?? []).filter { $0.hasSuffix(".swift") }
    let module = ["-module-name", "LossCore", "-emit-module-path", path("LossCore.swiftmodule")]
    let object = ["-parse-as-library", "-c", "-o", core]
    try Tool.run("swiftc", self.flags + module + object + swift.sorted())
  }

  func path(_ name: String) -> String { directory.appending(path: name).path }

  func remove() { try? FileManager.default.removeItem(at: directory) }
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
