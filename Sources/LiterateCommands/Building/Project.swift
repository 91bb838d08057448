import Caching
import Diagnostics
import Foundation
import Lessons

/// The project that a command works on: a folder of lessons, the package around it, and the cache of
/// earlier commands.
struct Project: Sendable {
  let options: SiteOptions
  let content: ContentFolder
  /// The package whose modules lessons import; `nil` if there is none.
  let package: URL?
  let cache: CacheDirectory

  /// - Throws: `DiagnosticError` if there is no such folder or package.
  init(_ options: SiteOptions) throws {
    try self.init(options, content: ContentFolder(options))
  }

  /// - Throws: `DiagnosticError` if there is no such package.
  init(_ options: SiteOptions, content: ContentFolder) throws {
    self.options = options
    self.content = content
    package = try Self.package(options, content)
    let folder =
      package?.appending(path: ".build/literate") ?? content.url.appending(path: ".literate")
    // Kept results are not used, but replaced by new ones.
    cache = options.noCache ? CacheDirectory(folder).writeOnly : CacheDirectory(folder)
  }

  /// The package files that lessons show parts of, by path.
  func sources(of course: Course) -> [String: SourceFile] {
    var files: [String: SourceFile] = [:]
    for path in course.lessons.flatMap(\.sources).map(\.reference.path) where files[path] == nil {
      files[path] = source(at: path)
    }
    return files
  }

  /// A file of the package, as text.
  func source(at path: String) -> SourceFile? {
    let url = (package ?? content.url).appending(path: path)
    let text = try? String(contentsOf: url, encoding: .utf8)
    return text.map { SourceFile(path: path, text: $0) }
  }

  /// The named package, or the nearest one around the content.
  private static func package(_ options: SiteOptions, _ content: ContentFolder) throws -> URL? {
    func isPackage(_ folder: URL) -> Bool {
      FileManager.default.fileExists(atPath: folder.appending(path: "Package.swift").path)
    }
    if let path = options.package {
      let folder = URL(filePath: path, directoryHint: .isDirectory).standardizedFileURL
      guard isPackage(folder) else {
        throw DiagnosticError(Diagnostic("no-package", "there is no Package.swift in '\(path)'"))
      }
      return folder
    }
    var folder = content.url
    while folder.path != "/" {
      if isPackage(folder) { return folder }
      folder.deleteLastPathComponent()
    }
    return nil
  }
}
