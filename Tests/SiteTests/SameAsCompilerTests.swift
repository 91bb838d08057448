import Execution
import Foundation
import TestSupport
import Testing

/// A cell means what `swiftc` says it means: what the tool's run prints is what the program prints that
/// `swiftc` alone makes of the tangled file.
///
/// Left out are files without cells that run, those with volatile cells, and those that declare a name
/// again or begin anew, which one file cannot. With `LITERATE_ALL=1` all others are compared, else a
/// sample of them.
@Suite(.serialized) struct SameAsCompilerTests {
  private static let runsAll = ProcessInfo.processInfo.environment["LITERATE_ALL"] == "1"

  @Test(.timeLimit(.minutes(60)))
  func `the course's cells print what swiftc's program prints`() async throws {
    let content = projectRoot.appending(path: "Content")
    let names = try FileManager.default.contentsOfDirectory(atPath: content.path).sorted()
      .filter { $0.hasSuffix(".md") }.enumerated()
      .filter { Self.runsAll || $0.offset % 4 == 1 }.map(\.element)
    let copy = try Self.copy(names + ["literate.yml"], from: content, to: "course-listings")
    let package = try await ProjectSite.shared().scratch.url
    try await expectSame(
      ComparedListings(package: package, content: copy, names: names, isPlain: false),
      atLeast: 60,
      printing: 20
    )
  }

  @Test(.timeLimit(.minutes(60)))
  func `the listings of packages' Markdown print what swiftc's programs print`() async throws {
    let checkouts = try await Self.checkouts(in: Scratch(at: Self.root))
    let guides = try FileManager.default
      .contentsOfDirectory(atPath: checkouts.appending(path: "swift-algorithms/Guides").path)
      .filter { $0.hasSuffix(".md") }.sorted().enumerated()
      .filter { Self.runsAll || $0.offset % 5 == 0 }.map { "Guides/\($0.element)" }
    let algorithms = try Self.copy(["README.md"] + guides, of: "swift-algorithms", in: checkouts)
    try await expectSame(algorithms, atLeast: Self.runsAll ? 30 : 6, printing: 3)
    let numerics = try Self.copy(
      ["README.md", "Sources/RealModule/README.md", "Sources/ComplexModule/README.md"],
      of: "swift-numerics",
      in: checkouts
    )
    try await expectSame(numerics, atLeast: 3, printing: 1)
  }

  private func expectSame(
    _ listings: ComparedListings,
    atLeast leastCells: Int,
    printing leastPrinting: Int
  ) async throws {
    let comparisons = try await listings.compare()
    for comparison in comparisons where comparison.leftOut != nil {
      print("\(comparison.name) is left out: \(comparison.leftOut ?? "")")
    }
    let cells = comparisons.reduce(0) { $0 + $1.cells }
    let printing = comparisons.reduce(0) { $0 + $1.printing }
    let files = comparisons.count { $0.cells > 0 }
    let onMainActor = comparisons.count(where: \.isOnMainActor)
    print(
      "\(files) files, \(cells) cells, \(printing) of them print; \(onMainActor) on the main actor"
    )
    for comparison in comparisons {
      #expect(comparison.difference == nil, "\(comparison.difference ?? "")")
    }
    #expect(cells >= leastCells)
    #expect(printing >= leastPrinting)
  }

  // MARK: Packages

  /// The checkouts of the packages, which SwiftPM fetches.
  private static func checkouts(in scratch: Scratch) async throws -> URL {
    let manifest = """
      // swift-tools-version: 6.0
      import PackageDescription
      let package = Package(
        name: "Listings",
        dependencies: [
          .package(url: "https://github.com/apple/swift-algorithms", exact: "1.2.1"),
          .package(url: "https://github.com/apple/swift-numerics", exact: "1.1.1"),
        ],
        targets: [
          .target(
            name: "Listings",
            dependencies: [
              .product(name: "Algorithms", package: "swift-algorithms"),
              .product(name: "Numerics", package: "swift-numerics"),
            ]
          )
        ]
      )
      """
    try scratch.write(manifest, to: "Package.swift")
    try scratch.write("", to: "Sources/Listings/Listings.swift")
    let run = try await ToolRun.program("swift", ["package", "resolve"], in: scratch.url)
    try #require(run.ending == .exited(0), "\(run.errors)")
    return scratch.url.appending(path: ".build/checkouts")
  }

  private static let root = projectRoot.appending(path: ".build/listings")

  /// A copy of a package to build in, and one of its Markdown to change.
  private static func copy(
    _ names: [String],
    of package: String,
    in checkouts: URL
  ) throws -> ComparedListings {
    let files = FileManager.default
    let (source, copy) = (checkouts.appending(path: package), root.appending(path: package))
    if !files.fileExists(atPath: copy.path) { try files.copyItem(at: source, to: copy) }
    let content = try Self.copy(names, from: source, to: "\(package)-listings")
    return ComparedListings(package: copy, content: content, names: names, isPlain: true)
  }

  /// A copy of some files in a folder that outlives the test.
  private static func copy(_ names: [String], from source: URL, to folder: String) throws -> URL {
    let content = try Scratch(at: root.appending(path: folder))
    for name in names {
      try content.write(
        String(contentsOf: source.appending(path: name), encoding: .utf8),
        to: name
      )
    }
    return content.url
  }
}
