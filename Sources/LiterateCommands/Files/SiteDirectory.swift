import Basics
private import CPathExchange
import Caching
import Diagnostics
import Foundation
import Lessons

#if canImport(Glibc)
  private import Glibc
#elseif canImport(Darwin)
  private import Darwin
#endif

/// The folder that holds the built site.
///
/// A new site is prepared beside the old one and replaces it in one step of the file system, so that an
/// interrupted build leaves the old site whole.
struct SiteDirectory {
  let url: URL
  private let path: String
  /// Marks a folder that the tool may replace.
  private static let marker = ".literate-site"
  private static let markerText =
    "This folder is written by 'literate build', and replaced by it.\n"

  init(_ path: String) {
    self.path = path
    url = URL(filePath: path, directoryHint: .isDirectory).standardizedFileURL
      .resolvingSymlinksInPath()
  }

  /// Requires that a site may be put here: there is nothing, an empty folder, or a site.
  ///
  /// - Throws: `DiagnosticError` if something else would be lost.
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

  /// Puts a site here, unless it is already here.
  ///
  /// - Returns: the number of files that are new or changed.
  /// - Throws: `DiagnosticError` if the folder cannot be written; the old site then stays whole.
  ///
  /// Complexity: O(n) in the bytes of the site.
  func replace(with files: [String: Data]) async throws -> Int {
    let files = completed(files)
    let old = names()
    let compared = try await concurrentMap(files) { name, data in
      (name: name, isUnchanged: old.contains(name) && self.data(of: name) == data)
    }
    let unchanged = Set(compared.filter(\.isUnchanged).map(\.name))
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
      try await lay(files, unchanged: unchanged, in: staging)
      try exchange(staging)
    } catch {
      try? FileManager.default.removeItem(at: staging)
      throw DiagnosticError(
        Diagnostic("unwritable-output", "'\(path)' cannot be written: \(reason(error))")
      )
    }
    return files.count - unchanged.count
  }

  /// All files of a site, including the marker.
  func completed(_ files: [String: Data]) -> [String: Data] {
    files.merging([Self.marker: Data(Self.markerText.utf8)]) { $1 }
  }

  /// The digest of the names and bytes of a site's files.
  ///
  /// Complexity: O(n) in their size.
  static func digest(of files: [String: Data]) -> String {
    digest(of: files.map { ($0, Digest($1)) })
  }

  private static func digest(of files: [(name: String, digest: Digest)]) -> String {
    Digest(files.sorted { $0.name < $1.name }.flatMap { [$0.name, $0.digest.description] })
      .description
  }

  /// The digest of the files in the folder; `nil` if they cannot be read.
  func digest() async throws -> String? {
    let digests = try await concurrentMap(names()) { name in
      (name: name, digest: data(of: name).map(Digest.init))
    }
    guard digests.allSatisfy({ $0.digest != nil || url.appending(path: $0.name).isFolder }) else {
      return nil
    }
    return Self.digest(of: digests.compactMap { name, digest in digest.map { (name, $0) } })
  }

  /// The paths of everything in the folder.
  private func names() -> Set<String> {
    Set((try? FileManager.default.subpathsOfDirectory(atPath: url.path)) ?? [])
  }

  /// The bytes of a file in the folder; `nil` if they cannot be read.
  private func data(of name: String) -> Data? {
    FileManager.default.contents(atPath: "\(url.path)/\(name)")
  }

  private func lay(_ files: [String: Data], unchanged: Set<String>, in staging: URL) async throws {
    let manager = FileManager.default
    try manager.createDirectory(at: staging, withIntermediateDirectories: true)
    let folders = Set(files.keys.map { staging.appending(path: $0).deletingLastPathComponent() })
    for folder in folders {
      try manager.createDirectory(at: folder, withIntermediateDirectories: true)
    }
    _ = try await concurrentMap(files) { name, data in
      // An unchanged file is linked, not copied.
      if unchanged.contains(name),
        link("\(url.path)/\(name)", "\(staging.path)/\(name)") == 0
      {
        return
      }
      try data.writeUnsynced(to: staging.appending(path: name))
    }
  }

  /// Makes the staged folder the site, and removes the old one.
  private func exchange(_ staging: URL) throws {
    guard FileManager.default.fileExists(atPath: url.path) else {
      try FileManager.default.moveItem(at: staging, to: url)
      return
    }
    if literate_exchange(staging.path, url.path) == 0 {
      try FileManager.default.removeItem(at: staging)
      return
    }
    // If the file system cannot swap folders, there is a moment without a site, but never half of one.
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
