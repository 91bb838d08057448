import Diagnostics
import Execution
import Foundation

/// Creates a site in a folder, around a package if there is one.
struct InitJob: Sendable {
  /// The folder, as the user gave it.
  let path: String

  private var folder: URL {
    URL(filePath: path, directoryHint: .isDirectory).standardizedFileURL
  }

  func run() async -> JobOutcome {
    await JobOutcome.of(begin)
  }

  private func begin() async throws -> JobOutcome {
    let package = around { $0.contains("Package.swift") }
    let repository = around { $0.contains(".git") } ?? package ?? folder
    guard let toolchain = await Toolchain.find() else { throw DiagnosticError(.noSwift) }
    var libraries: [String] = []
    if let package {
      libraries = try await PackageBuilder.libraries(of: package, toolchain: toolchain)
    }
    let site = NewSite(
      title: folder.lastPathComponent,
      libraries: libraries,
      folder: String(folder.path.dropFirst(repository.path.count).drop { $0 == "/" }),
      release: await toolchain.release() ?? Self.leastRelease
    )
    let places = site.files.map {
      ($0.isOfRepository ? repository : folder).appending(path: $0.path)
    }
    let inTheWay = places.filter { FileManager.default.fileExists(atPath: $0.path) }
    guard inTheWay.isEmpty else {
      let names = inTheWay.map { "'\(shown($0))'" }.joined(separator: ", ")
      throw DiagnosticError(
        Diagnostic(
          "site-in-place",
          "\(names) \(inTheWay.count == 1 ? "is" : "are") there already; nothing is written",
          notes: [Diagnostic.Note("build what is there with: literate build")]
        )
      )
    }
    var lines: [String] = []
    do {
      for (file, place) in zip(site.files, places) {
        try write(file.text, to: place)
        lines.append("\(shown(place)): \(file.purpose)")
      }
      if let added = try ignore(
        package == folder ? ["/.build/", "/site/"] : [".literate/", "/site/"]
      ) {
        lines.append(added)
      }
    } catch {
      throw DiagnosticError(
        Diagnostic("unwritable-folder", "'\(path)': \(error.localizedDescription)")
      )
    }
    let next = [
      path == "." ? "" : "\nGo there:                cd \(path)",
      "See it, and edit it:     literate serve --open",
      "Record what it computes: literate regenerate",
    ]
    return .done(summary: (lines + next).joined(separator: "\n"))
  }

  /// The release of Swift that the tool needs.
  private static let leastRelease = "6.2"

  // MARK: Files

  /// The nearest folder around the site, or its own, that holds something.
  private func around(_ holds: ([String]) -> Bool) -> URL? {
    var folder = folder.resolvingSymlinksInPath()
    while true {
      let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
      if holds(names) {
        return folder.path == self.folder.resolvingSymlinksInPath().path ? self.folder : folder
      }
      guard folder.path != "/" else { return nil }
      folder.deleteLastPathComponent()
    }
  }

  private func exists(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: folder.appending(path: name).path)
  }

  /// A file's path as seen from the folder in which the tool was started.
  private func shown(_ file: URL) -> String {
    let here = URL(filePath: FileManager.default.currentDirectoryPath).resolvingSymlinksInPath()
      .path
    let place = file.resolvingSymlinksInPath().path
    return place.hasPrefix(here + "/") ? String(place.dropFirst(here.count + 1)) : place
  }

  private func write(_ text: String, to file: URL) throws {
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
    try Data(text.utf8).write(to: file, options: .atomic)
  }

  /// Adds missing patterns to Git's ignore file; `nil` if none are missing.
  private func ignore(_ patterns: [String]) throws -> String? {
    let name = ".gitignore"
    var text =
      exists(name) ? try String(contentsOf: folder.appending(path: name), encoding: .utf8) : ""
    let known = Set(text.split(whereSeparator: \.isNewline).map { $0.trimming("/") })
    let missing = patterns.filter { !known.contains($0[...].trimming("/")) }
    guard !missing.isEmpty else { return nil }
    if !text.isEmpty, !text.hasSuffix("\n") { text += "\n" }
    let file = folder.appending(path: name)
    try write(text + missing.joined(separator: "\n") + "\n", to: file)
    return "\(shown(file)): leaves out \(missing.joined(separator: " and "))"
  }
}

extension Substring {
  fileprivate func trimming(_ letter: Character) -> Substring {
    var part = self
    while part.first == letter { part.removeFirst() }
    while part.last == letter { part.removeLast() }
    return part
  }
}
