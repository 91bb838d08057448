import Execution
import Foundation
import TestSupport
import Testing

/// The drawing of the modules in `CONTRIBUTING.md`, the targets of `Package.swift` and the imports of the
/// sources say the same.
@Suite struct ModuleTests {
  /// The rows of the drawing, the topmost first.
  private static func rows() throws -> [[String]] {
    let file = projectRoot.appending(path: ".github/CONTRIBUTING.md")
    let text = try String(contentsOf: file, encoding: .utf8)
    let drawing = try #require(text.firstMatch(of: /(?s)```modules\n(.*?)```/)).output.1
    return drawing.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
  }

  private struct Manifest: Decodable {
    struct Target: Decodable {
      struct Dependency: Decodable {
        let byName: [String?]?
        let product: [Product?]?

        enum Product: Decodable {
          case name(String)
          case other

          init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            self = (try? container.decode(String.self)).map(Self.name) ?? .other
          }
        }
      }

      let name: String
      let type: String
      let dependencies: [Dependency]
    }

    let targets: [Target]
  }

  /// The targets in Swift that are no tests.
  private static func targets() async throws -> [Manifest.Target] {
    // The folder of the build is locked while tests run.
    let scratch = try Scratch()
    defer { scratch.remove() }
    let run = try await ToolRun.program(
      "swift",
      ["package", "--scratch-path", scratch.url.path, "dump-package"],
      in: projectRoot
    )
    try #require(run.ending == .exited(0), "\(run.errors)")
    let manifest = try JSONDecoder().decode(Manifest.self, from: Data(run.output.utf8))
    return manifest.targets.filter {
      ["regular", "executable"].contains($0.type) && $0.name != "TestSupport"
    }
  }

  /// The modules that a module's sources import.
  private static func imports(of module: String) throws -> Set<String> {
    let folder = projectRoot.appending(path: "Sources/\(module)")
    var imports: Set<String> = []
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    where path.hasSuffix(".swift") {
      let text = try String(contentsOf: folder.appending(path: path), encoding: .utf8)
      let line = #/(?m)^ *(?:@\w+ )*(?:package |private |public |internal )?import (\w+)/#
      imports.formUnion(text.matches(of: line).map { String($0.output.1) })
    }
    return imports
  }

  @Test func `the drawing has each module once, above all that it imports`() async throws {
    let rows = try Self.rows()
    let modules = try await Self.targets().map(\.name)
    #expect(rows.flatMap(\.self).sorted() == modules.sorted())
    for (index, row) in rows.enumerated() {
      let below = Set(rows[(index + 1)...].flatMap(\.self))
      for module in row {
        let own = try Self.imports(of: module).intersection(modules)
        #expect(own.isSubset(of: below), "\(module) imports \(own.subtracting(below).sorted())")
      }
    }
  }

  @Test func `every file and folder that CONTRIBUTING names is there`() throws {
    let file = projectRoot.appending(path: ".github/CONTRIBUTING.md")
    let text = try String(contentsOf: file, encoding: .utf8)
    let sources = try FileManager.default.subpathsOfDirectory(atPath: projectRoot.path + "/Sources")
    let paths = Set(sources.map { "Sources/\($0)" })
    func isThere(_ name: String) -> Bool {
      let place = projectRoot.appending(path: name).path
      return FileManager.default.fileExists(atPath: place)
        || paths.contains { path in
          path.hasSuffix("/\(name)") || path.hasSuffix("/\(name).swift")
            || path.hasSuffix("/\(name.trimmingCharacters(in: ["/"]))")
        }
    }
    let names = text.matches(of: /`([A-Z][A-Za-z+]*(?:\/[A-Za-z+]+)+\/?|[A-Z][a-z]+\/)`/)
      .map { String($0.output.1) }
    #expect(names.count > 25)
    for name in names { #expect(isThere(name), "\(name)") }
  }

  @Test func `a target depends on what its sources import, and on nothing else`() async throws {
    let targets = try await Self.targets()
    for target in targets {
      let named = target.dependencies.compactMap { dependency -> String? in
        if let name = dependency.byName?.first { return name }
        if case .name(let name)? = dependency.product?.first { return name }
        return nil
      }
      var imported = try Self.imports(of: target.name)
      // What the tool does not import, but must be built beside it, for lessons to be linked with.
      if target.name == "literate" { imported.insert("LessonRuntime") }
      #expect(Set(named).isSubset(of: imported), "\(target.name): \(named), \(imported.sorted())")
    }
  }
}
