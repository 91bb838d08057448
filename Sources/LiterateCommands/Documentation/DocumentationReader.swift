import Basics
import Diagnostics
import Execution
import Foundation
import Lessons

/// Reads the documentation of a package: its pages and its settings.
struct DocumentationReader: Sendable {
  let root: URL
  let files: DocumentationFiles
  let settings: [DocumentationSettings]
  let publicOnly: Bool

  /// The pages with examples, in the order of their files, and the faults of files that cannot be read.
  ///
  /// - Throws: only `CancellationError`.
  /// - Complexity: O(n) in the size of the files.
  func pages() async throws -> (pages: [DocumentationPage], faults: [Diagnostic]) {
    let read = try await concurrentMap(files.entries, pages)
    return (read.flatMap(\.pages), read.flatMap(\.faults))
  }

  private func pages(
    of entry: DocumentationFiles.Entry
  ) -> (pages: [DocumentationPage], faults: [Diagnostic]) {
    let file: SourceFile
    do {
      file = try Self.text(of: entry.name, in: root)
    } catch {
      return ([], error.diagnostics)
    }
    let context = entry.context(settings)
    guard entry.name.hasSuffix(".swift") else {
      let page = DocumentationPage(file, context)
      return (page.examples.isEmpty ? [] : [page], [])
    }
    let comments = DocumentationComment.comments(in: file).filter { !publicOnly || $0.isPublic }
    let pages = comments.map { DocumentationPage($0, in: file, context) }
    return (pages.filter { !$0.examples.isEmpty }, [])
  }

  /// The settings in the `literate.yml` files of folders, outer ones first.
  static func settings(
    in folders: [String],
    of root: URL
  ) -> (settings: [DocumentationSettings], faults: [Diagnostic]) {
    var found: [DocumentationSettings] = []
    var faults: [Diagnostic] = []
    for folder in folders.sorted() {
      let name = (folder.isEmpty ? "" : folder + "/") + SiteConfiguration.fileName
      do {
        let (settings, own) = DocumentationSettings.read(
          from: try text(of: name, in: root),
          folder: folder
        )
        found.append(settings)
        faults += own
      } catch {
        faults += error.diagnostics
      }
    }
    return (found, faults)
  }

  /// The text of a file, under its path as seen from the folder in which the tool was started.
  private static func text(of name: String, in root: URL) throws(DiagnosticError) -> SourceFile {
    let file = root.appending(path: name)
    let here = URL(filePath: FileManager.default.currentDirectoryPath).resolvingSymlinksInPath()
      .path
    let path = file.resolvingSymlinksInPath().path
    let shown = path.hasPrefix(here + "/") ? String(path.dropFirst(here.count + 1)) : path
    let place = Diagnostic.Location(file: shown)
    guard let data = FileManager.default.contents(atPath: file.path) else {
      throw DiagnosticError(Diagnostic("unreadable-file", "this file cannot be read", at: place))
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      throw DiagnosticError(Diagnostic("not-utf8", "this file is not UTF-8 text", at: place))
    }
    let mark = "\u{FEFF}"
    return SourceFile(path: shown, text: text.hasPrefix(mark) ? String(text.dropFirst()) : text)
  }
}
