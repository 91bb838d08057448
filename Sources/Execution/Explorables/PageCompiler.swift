import Basics
import Caching
import Diagnostics
import Foundation
import Lessons
private import Markdown

/// Compiles the program of a page, runs it once, and compares what it gives with the lesson's own results.
struct PageCompiler: Sendable {
  let modules: PageModules

  private static let runLimit = RunLimits(time: .seconds(30))

  /// The program of a lesson's page.
  ///
  /// - Parameters:
  ///   - source: its code.
  ///   - reach: which of the lesson's statements it has.
  ///   - plan: the lesson's own program.
  ///   - results: what that gave, in the order of the plan.
  ///   - lesson: the lesson.
  ///   - digits: how many digits the site shows.
  /// - Returns: the module of WebAssembly.
  /// - Throws: `DiagnosticError` with the code that cannot be compiled for a page, or that gives other values
  ///   there.
  func module(
    _ source: PageSource,
    _ reach: ControlReach,
    _ plan: ProgramPlan,
    _ results: [UnitResult],
    of lesson: Lesson,
    digits: NumberDigits
  ) async throws -> Data {
    let faults = PageDiagnostics(reach: reach, plan: plan, lesson: lesson, siteDigits: digits)
    do {
      var imported: [PageModules.Module] = []
      for name in source.imports {
        for module in try await modules.modules(for: name)
        where !imported.contains(where: { $0.name == module.name }) {
          imported.append(module)
        }
      }
      let key = Digest(
        [modules.toolchain.identity, source.text] + imported.map(\.key.description)
          + Self.arguments
      )
      let entry = CacheEntry.pageProgram(key: key)
      if let kept = modules.cache.bytes(of: entry) { return kept }
      let module = try await compile(source, imported, faults)
      let given = try await run(module)
      try faults.compare(given, with: results)
      modules.cache.write(module, as: entry)
      return module
    } catch let fault as PageFault {
      throw DiagnosticError(faults.diagnostic(fault))
    }
  }

  private static let arguments = [
    "-Osize", "-swift-version", "5", "-Xfrontend", "-playground", "-module-name", "main",
    "-diagnostic-style=llvm", "-emit-object", "-o", "main.o", "-I", ".", "main.swift",
  ]

  private func compile(
    _ source: PageSource,
    _ imported: [PageModules.Module],
    _ faults: PageDiagnostics
  ) async throws -> Data {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    try imported.link(into: folder.url)
    try Data(source.text.utf8).writeUnsynced(to: folder.url.appending(path: "main.swift"))
    let toolchain = modules.toolchain
    let compiled = try await modules.run(
      toolchain.compiler,
      PageModules.flags + Self.arguments,
      in: folder
    )
    guard compiled.isDone else { throw DiagnosticError(faults.diagnostics(compiled.text)) }
    let objects = imported.compactMap(\.object) + (try await modules.support())
    let linked = try await modules.run(
      toolchain.webAssemblyLinker,
      [
        "main.o", "--no-entry", "--gc-sections", "--strip-all", "--export=_start", "-o",
        "page.wasm",
        "-z", "stack-size=262144", "--stack-first",
      ] + (objects + [toolchain.unicodeTables]).map(\.path),
      in: folder
    )
    guard linked.isDone else { throw DiagnosticError(faults.diagnosticsOfLinking(linked.text)) }
    return folder.bytes(of: "page.wasm")
  }

  /// What the program writes when no control has been moved.
  private func run(_ module: Data) async throws -> PageFrame {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    try module.writeUnsynced(to: folder.url.appending(path: "page.wasm"))
    let ran = try await modules.run(
      modules.toolchain.webAssemblyRuntime,
      ["run", "page.wasm"],
      in: folder,
      limits: Self.runLimit
    )
    guard let frame = PageFrame(ran.text) else {
      throw PageFault("the page's program does not run to its end", ran.text)
    }
    return frame
  }
}

/// What a page's program writes.
struct PageFrame {
  struct Value {
    let unit: Int
    /// The place in the unit by itself, whose lines and columns count from 1.
    let place: ObservedValue.Place
    let count: Int
    /// The value's text; `nil` if the program cannot write it.
    let text: String?
    /// The form with markup, if the value has one.
    let html: String?
  }

  private(set) var values: [Value] = []
  /// The printed text of each unit.
  private(set) var printed: [Int: String] = [:]
  /// How many times the program asked for the value of a control.
  private(set) var controls = 0

  /// `nil` if the text has no end.
  init?(_ text: String) {
    var unit = 0
    var hasEnded = false
    for line in text.utf8.split(separator: UInt8(ascii: "\n")) {
      let fields = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
        .map { Self.unescaped($0) }
      let numbers = fields.dropFirst().prefix(5).compactMap { Int($0) }
      switch fields[0] {
      case "unit": unit = numbers.first ?? 0
      case "printed": printed[unit] = fields.last
      case "value", "html", "unknown":
        guard numbers.count == 5 else { return nil }
        let place = ObservedValue.Place(
          startLine: numbers[0],
          startColumn: numbers[1],
          endLine: numbers[2],
          endColumn: numbers[3]
        )
        values.append(
          Value(
            unit: unit,
            place: place,
            count: numbers[4],
            text: fields.count > 6 ? fields[6] : nil,
            html: fields[0] == "html" ? fields.last : nil
          )
        )
      case "end":
        hasEnded = true
        controls = numbers.first ?? 0
      default: return nil
      }
    }
    guard hasEnded else { return nil }
  }

  private static func unescaped(_ field: Substring.UTF8View) -> String {
    var bytes: [UInt8] = []
    var isEscaped = false
    for byte in field {
      switch byte {
      case UInt8(ascii: "t") where isEscaped: bytes.append(UInt8(ascii: "\t"))
      case UInt8(ascii: "n") where isEscaped: bytes.append(UInt8(ascii: "\n"))
      case UInt8(ascii: "\\") where !isEscaped:
        isEscaped = true
        continue
      default: bytes.append(byte)
      }
      isEscaped = false
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
