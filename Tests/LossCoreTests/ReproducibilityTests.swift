import Foundation
import LossCore
import Testing

@Suite("The bits of results")
struct ReproducibilityTests {
  /// What the arguments of the test give everywhere; a change of it is a change of results.
  static let expected: UInt64 = 11_424_892_112_740_219_163

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
    "are the same where pairs are worked on in parallel, broadcast or not",
    arguments: [([1, 4], [1, 4]), ([200, 17], [200, 17]), ([200, 1, 17], [9, 17])],
    [false, true]
  )
  func parallelPairs(shapes: (input: [Int], target: [Int]), logTarget: Bool) throws {
    var generator = SeededGenerator(seed: 6)
    let input = try logSoftmax(generator.logits(shapes.input))
    let logits = try generator.logits(shapes.target)
    let target = logTarget ? try logSoftmax(logits) : try softmax(logits)
    for reduction in Reduction.allCases {
      func loss(_ perform: RowPerformer?) throws -> Tensor<Double> {
        try klDivLoss(
          input,
          target: target,
          reduction: reduction,
          logTarget: logTarget,
          inParallel: perform
        )
      }
      #expect(try loss(DispatchQueue.concurrentPerform) == loss(nil))
    }
  }

  @Test(
    "are the same with optimisation, where nothing but Swift's library is linked",
    // Wider vectors are more of the same, and each build of the core takes half a minute.
    .enabled(if: Tool.isPresent("swiftc") && !Self.hasAVX2)
  )
  func optimised() throws {
    #expect(try Self.printed(with: ["-O"]) == "\(Self.expected)\n")
  }

  @Test(
    "are the same in vectors of 256 bits, where the processor has them",
    .enabled(if: Tool.isPresent("swiftc") && Self.hasAVX2)
  )
  func widerVectors() throws {
    #expect(try Self.printed(with: ["-O", "-Xcc", "-march=x86-64-v3"]) == "\(Self.expected)\n")
  }

  /// Whether this is an x86-64 processor with AVX2, as far as the system tells.
  static let hasAVX2 =
    (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8))?.contains(" avx2 ") ?? false

  /// What a program prints that is compiled with these flags and prints the bits.
  private static func printed(with flags: [String]) throws -> String {
    let build = try CoreBuild(flags: flags)
    defer { build.remove() }
    let main = build.path("main.swift")
    try "print(resultBits(1))".write(toFile: main, atomically: true, encoding: .utf8)
    let inputs = [main, CoreBuild.resultBits, build.core]
    // The C library's mathematics is not among what the compiler links by itself.
    try Tool.run("swiftc", build.flags + inputs + ["-o", build.path("bits")])
    return try Tool.run(build.path("bits"), [])
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
