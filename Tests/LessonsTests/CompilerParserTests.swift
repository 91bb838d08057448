import Execution
import Foundation
import SwiftReading
import TestSupport
import Testing

/// The statements are held against those of the compiler's own parser, which toolchains bring along
/// for macros.
@Suite struct CompilerParserTests {
  private static func host() async -> URL? {
    await Toolchain.find().map { toolchain in
      toolchain.compiler.resolvingSymlinksInPath().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "lib/swift/host")
    }
  }

  private static func hasParser() async -> Bool {
    guard let host = await host() else { return false }
    let module = host.appending(path: "SwiftParser.swiftmodule")
    return FileManager.default.fileExists(atPath: module.path)
  }

  @Test(.enabled { await hasParser() })
  func `statements begin and end where the compiler's parser has them begin and end`() async throws
  {
    let scratch = try Scratch()
    defer { scratch.remove() }
    var differences: [String] = []
    var files = 0
    var statements = 0
    for (path, expected) in try await compilersStatements(scratch) {
      guard let text = try SwiftFiles.text(of: URL(filePath: path)) else { continue }
      let source = SwiftSource(text)
      var own: Set<Range<Int>> = []
      collect(source.file, into: &own)
      files += 1
      statements += expected.count
      for range in own.symmetricDifference(expected).sorted(by: { $0.lowerBound < $1.lowerBound }) {
        let whose = own.contains(range) ? "the reader's alone" : "the compiler's alone"
        let line = source.line(of: range.lowerBound) + 1
        differences.append(
          "\(path):\(line): \(whose): \(source.text(in: range.clamped(to: 0..<source.bytes.count)).prefix(80))"
        )
      }
    }
    print("\(files) files, \(statements) statements, \(differences.count) differences")
    #expect(files > 300)
    #expect(differences.prefix(40).isEmpty)
  }

  private func collect(_ body: SwiftBody, into ranges: inout Set<Range<Int>>) {
    for statement in body.statements {
      ranges.insert(statement.range)
      for inner in statement.bodies { collect(inner, into: &ranges) }
    }
  }

  /// By the path of their file.
  private func compilersStatements(_ scratch: Scratch) async throws -> [String: Set<Range<Int>>] {
    let host = try #require(await Self.host()).path
    let source = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Oracle/main.swift")
    let compiled = try await ToolRun.program(
      "swiftc",
      [
        source.path, "-o", "oracle", "-I", host, "-L", host, "-lSwiftParser", "-lSwiftSyntax",
        "-Xlinker", "-rpath", "-Xlinker", host,
      ],
      in: scratch.url
    )
    try #require(compiled.ending == .exited(0), "\(compiled.errors)")
    let paths = try SwiftFiles.all().map { $0.path + "\n" }.joined()
    let run = try await ToolRun.program(
      "sh",
      ["-c", "./oracle"],
      in: scratch.url,
      input: Data(paths.utf8)
    )
    try #require(run.ending == .exited(0), "\(run.errors)")
    var found: [String: Set<Range<Int>>] = [:]
    var path: String?
    for line in run.output.split(separator: "\n") {
      if line.hasPrefix("file ") || line.hasPrefix("fault ") {
        path = line.hasPrefix("file ") ? String(line.dropFirst(5)) : nil
        if let path { found[path] = [] }
      } else if let path {
        let ends = line.split(separator: " ").compactMap { Int($0) }
        found[path]?.insert(ends[0]..<ends[1])
      }
    }
    return found
  }
}
