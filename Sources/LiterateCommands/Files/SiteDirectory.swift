private import CRename
import Caching
import Diagnostics
import Foundation
import SiteRendering

#if canImport(Glibc)
  private import Glibc
#elseif canImport(Darwin)
  private import Darwin
#endif

/// The folder that holds the built site.
///
/// A new site is laid beside the old one and takes its place in one step of the file system, so
/// that whatever stops a build leaves the old site whole.
struct SiteDirectory {
  let url: URL
  private let path: String
  /// Marks a folder as ours to replace.
  private static let marker = ".literate-site"
  private static let markerText =
    "This folder is written by 'literate build', and replaced by it.\n"

  init(_ path: String) {
    self.path = path
    url = URL(filePath: path, directoryHint: .isDirectory).standardizedFileURL
      .resolvingSymlinksInPath()
  }

  /// Whether a site may be put here: there is nothing, an empty folder, or a site.
  ///
  /// - Throws: `DiagnosticError` where something else would be lost.
  func requireReplaceable() throws {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) else { return }
    let names =
      isFolder.boolValue ? (try? FileManager.default.contentsOfDirectory(atPath: url.path)) : nil
    guard let names, names.isEmpty || names.contains(Self.marker) else {
      throw DiagnosticError(
        Diagnostic(
          "foreign-output",
          "'\(path)' holds something that is no site of this tool",
          notes: [Diagnostic.Note("name another folder with --output, or remove this one")]
        )
      )
    }
  }

  /// Puts a site here, unless it is here already.
  ///
  /// - Returns: how many files are new or changed.
  /// - Throws: `DiagnosticError` where the folder cannot be written; the old site is then whole.
  ///
  /// Complexity: O(n) in the bytes of the site.
  func replace(with files: [String: Data]) throws -> Int {
    let files = completed(files)
    let old = Set((try? FileManager.default.subpathsOfDirectory(atPath: url.path)) ?? [])
    let unchanged = files.filter { name, data in
      old.contains(name) && (try? Data(contentsOf: url.appending(path: name))) == data
    }
    let gone = old.contains { name in
      files[name] == nil && !files.keys.contains { $0.hasPrefix(name + "/") }
    }
    if unchanged.count == files.count, !gone { return 0 }
    let staging = url.deletingLastPathComponent()
      .appending(
        path: ".\(url.lastPathComponent).\(UUID().uuidString)",
        directoryHint: .isDirectory
      )
    do {
      try lay(files, unchanged: Set(unchanged.keys), in: staging)
      try exchange(staging)
    } catch {
      try? FileManager.default.removeItem(at: staging)
      throw DiagnosticError(
        Diagnostic("unwritable-output", "'\(path)' cannot be written: \(reason(error))")
      )
    }
    return files.count - unchanged.count
  }

  /// All files of a site with the pages and files given.
  func completed(_ files: [String: Data]) -> [String: Data] {
    files.merging([Self.marker: Data(Self.markerText.utf8)]) { $1 }
  }

  /// Of the names and bytes of a site's files.
  ///
  /// Complexity: O(n) in their size.
  static func digest(of files: [String: Data]) -> String {
    Digest(files.sorted { $0.key < $1.key }.flatMap { [$0.key, Digest($0.value).description] })
      .description
  }

  /// Of what is here; `nil` where that cannot be read.
  func digest() -> String? {
    var files: [String: Data] = [:]
    for name in (try? FileManager.default.subpathsOfDirectory(atPath: url.path)) ?? [] {
      let file = url.appending(path: name)
      if let data = try? Data(contentsOf: file, options: .mappedIfSafe) {
        files[name] = data
      } else if !file.isFolder {
        return nil
      }
    }
    return Self.digest(of: files)
  }

  private func lay(_ files: [String: Data], unchanged: Set<String>, in staging: URL) throws {
    let manager = FileManager.default
    try manager.createDirectory(at: staging, withIntermediateDirectories: true)
    let folders = Set(files.keys.map { staging.appending(path: $0).deletingLastPathComponent() })
    for folder in folders {
      try manager.createDirectory(at: folder, withIntermediateDirectories: true)
    }
    for (name, data) in files {
      let file = staging.appending(path: name)
      // An unchanged file is the same file, not a copy of it.
      if unchanged.contains(name), link(url.appending(path: name).path, file.path) == 0 { continue }
      try data.writeUnsynced(to: file)
    }
  }

  /// Makes the staged folder the site, and removes what was the site.
  private func exchange(_ staging: URL) throws {
    guard FileManager.default.fileExists(atPath: url.path) else {
      try FileManager.default.moveItem(at: staging, to: url)
      return
    }
    if literate_exchange(staging.path, url.path) == 0 {
      try FileManager.default.removeItem(at: staging)
      return
    }
    // A file system that cannot swap two folders: there is a moment without a site, never half one.
    let old = staging.appendingPathExtension("old")
    try FileManager.default.moveItem(at: url, to: old)
    try FileManager.default.moveItem(at: staging, to: url)
    try FileManager.default.removeItem(at: old)
  }

  private func reason(_ error: any Error) -> String {
    if let error = error as? POSIXError { return String(cString: strerror(error.code.rawValue)) }
    let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
    return (underlying ?? error as NSError).localizedDescription
  }
}
