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
    let isPackage = exists("Package.swift")
    let libraries = isPackage ? try await libraries() : []
    let site = NewSite(title: folder.lastPathComponent, libraries: libraries)
    let inTheWay = site.files.map(\.path).filter(exists)
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
      for file in site.files {
        try write(file.text, to: file.path)
        lines.append("\(shown(file.path)): \(file.purpose)")
      }
      if let added = try ignore(isPackage ? ["/.build/", "/site/"] : [".literate/", "/site/"]) {
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

  private func libraries() async throws -> [String] {
    guard let toolchain = await Toolchain.find() else { throw DiagnosticError(.noSwift) }
    return try await PackageBuilder.libraries(of: folder, toolchain: toolchain)
  }

  // MARK: Files

  private func exists(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: folder.appending(path: name).path)
  }

  private func shown(_ name: String) -> String {
    path == "." ? name : "\(path.hasSuffix("/") ? path : path + "/")\(name)"
  }

  private func write(_ text: String, to name: String) throws {
    let file = folder.appending(path: name)
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
    try write(text + missing.joined(separator: "\n") + "\n", to: name)
    return "\(shown(name)): leaves out \(missing.joined(separator: " and "))"
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
