import ArgumentParser
import Basics
import Caching
import Diagnostics
import Execution
import Foundation

/// Removes what builds have kept.
struct CleanJob {
  /// The folder of the lessons; `nil` for the usual one or, if that does not exist, the current folder.
  let content: String?
  let package: String?
  let removes: Bool
  let console: Console

  func run() throws -> JobOutcome {
    let project = try project()
    let products = project.package.map { PackageBuilder.products(of: $0) }
    let usage = project.cache.usage()
    for kind in CacheKind.allCases {
      guard let (files, bytes) = usage[kind] else { continue }
      line(kind.folder, files: files, bytes: bytes, kind.contents)
    }
    let built = products.map(CacheDirectory.size) ?? (files: 0, bytes: 0)
    if built.files > 0 {
      line("lessons", files: built.files, bytes: built.bytes, "what SwiftPM built for lessons")
    }
    let bytes = usage.values.reduce(built.bytes) { $0 + $1.bytes }
    guard bytes > 0 else { return .done(summary: "nothing is kept") }
    if removes {
      try remove(project.cache.location)
      if let products { try remove(products) }
    }
    let verb = removes ? "removed" : "would be removed"
    return .done(summary: "\(ByteCount.rounded(bytes)) \(verb)")
  }

  private func project() throws -> Project {
    let isUsual = FileManager.default.fileExists(atPath: SiteOptions.usualContent)
    let folder = content ?? (isUsual ? SiteOptions.usualContent : ".")
    let arguments = ["--content", folder] + PackageOption.arguments(package)
    return try Project(SiteOptions.parse(arguments))
  }

  private func line(_ name: String, files: Int, bytes: Int, _ contents: String) {
    let size = ByteCount.rounded(bytes)
    let columns = [
      name.padding(toLength: 18, withPad: " ", startingAt: 0),
      String(repeating: " ", count: max(0, 9 - size.count)) + size,
      "  \(contents)",
    ]
    console.print(columns.joined() + (files > 1 ? ", \(files) files" : ""))
  }

  private func remove(_ folder: URL) throws {
    guard FileStatus(folder.path) != nil else { return }
    do {
      try FileManager.default.removeItem(at: folder)
    } catch {
      throw DiagnosticError(
        Diagnostic(
          "not-removed",
          "'\(folder.path)' cannot be removed: \(error.localizedDescription)"
        )
      )
    }
  }
}
