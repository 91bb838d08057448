import Basics
import Caching
import Diagnostics
import Foundation
import Lessons

/// The folder of a site's lessons, or the one around some plain Markdown files.
struct ContentFolder: Sendable {
  let url: URL
  /// The folder's name in messages, as the user gave it.
  private let displayPath: String
  /// The named Markdown files, or folders of them; empty for all lessons.
  let selected: [String]
  /// The names of the only lessons that are meant; `nil` for all.
  private var only: Set<String>?

  /// - Throws: `DiagnosticError` if there is no such folder or file.
  init(_ options: SiteOptions) throws {
    let lessons = options.paths.allSatisfy(options.isLesson)
    try self.init(lessons ? options.content : ".", selected: lessons ? [] : options.paths)
    guard !options.paths.isEmpty, lessons else { return }
    only = Set(options.paths.map { URL(filePath: $0).lastPathComponent })
  }

  /// - Throws: `DiagnosticError` if there is no such folder or file.
  init(_ path: String, selected: [String] = []) throws {
    url = URL(filePath: path, directoryHint: .isDirectory).standardizedFileURL
      .resolvingSymlinksInPath()
    displayPath = Self.shortened(path)
    guard url.isFolder else {
      throw DiagnosticError(
        Diagnostic(
          "no-content",
          "there is no folder '\(path)' with lessons",
          notes: [Diagnostic.Note("name it with --content, or run this where Content/ is")]
        )
      )
    }
    let root = url
    self.selected = try selected.map { path in
      let file = URL(filePath: path).standardizedFileURL.resolvingSymlinksInPath()
      guard FileManager.default.fileExists(atPath: file.path) else {
        throw DiagnosticError(Diagnostic("no-lesson", "there is no '\(path)'"))
      }
      guard file.path.hasPrefix(root.path + "/") || file == root else {
        throw DiagnosticError(
          Diagnostic("no-lesson", "'\(path)' is not below the folder that this runs in")
        )
      }
      return String(file.path.dropFirst(root.path.count + 1))
    }
  }

  /// Whether all lessons of the folder are meant.
  var isWhole: Bool { only == nil }

  /// The path without redundant parts: `./Content/` is `Content`.
  private static func shortened(_ path: String) -> String {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    if path.hasPrefix("./") { path.removeFirst(2) }
    return path
  }

  /// The folder whose files override the theme's.
  var theme: (url: URL, displayPath: String) {
    (url.appending(path: "theme"), shown("theme"))
  }

  /// The lessons' files, the configuration and the paths of all other files.
  struct Files {
    var lessons: [(name: String, file: SourceFile)] = []
    /// Whether the lessons are plain Markdown files with any names.
    var isPlain = false
    var configuration: SourceFile?
    var others: Set<String> = []
    var diagnostics: [Diagnostic] = []
  }

  /// Reads the lessons and the configuration, many files at once.
  ///
  /// - Throws: an error if the folder cannot be read.
  /// - Complexity: O(n) in their size, and in the number of all files.
  func read() async throws -> Files {
    let names = try names()
    let texts = try await concurrentMap(names) { name in
      var diagnostics: [Diagnostic] = []
      let isText = isLesson(name) || name == SiteConfiguration.fileName
      let file = isText ? text(of: name, &diagnostics) : nil
      return (file: file, diagnostics: diagnostics)
    }
    var files = Files(isPlain: !selected.isEmpty)
    for (name, text) in zip(names, texts) {
      files.diagnostics += text.diagnostics
      if isLesson(name) {
        if let file = text.file, only?.contains(name) ?? true { files.lessons.append((name, file)) }
      } else if name == SiteConfiguration.fileName {
        files.configuration = text.file
      } else {
        files.others.insert(name)
      }
    }
    return files
  }

  /// The digest of the names of all files, of the texts that were read, and of the bytes of the others.
  ///
  /// - Throws: an error if a file cannot be read.
  /// - Complexity: O(n) in their size.
  func digest(of files: Files) async throws -> Digest {
    let texts = files.lessons.map(\.file) + [files.configuration].compactMap(\.self)
    let others = try await concurrentMap(files.others.sorted()) { name in
      [name, Digest(try data(of: name)).description]
    }
    return Digest(
      texts.flatMap { [$0.path, Digest([$0.text]).description] } + others.flatMap(\.self)
    )
  }

  private func isLesson(_ name: String) -> Bool {
    guard name.hasSuffix(".md") else { return false }
    if selected.isEmpty { return !name.contains("/") }
    return selected.contains { $0.isEmpty || $0 == name || name.hasPrefix($0 + "/") }
  }

  /// The paths of all files in the folder, in order, without hidden ones.
  ///
  /// Links are followed, and each folder is visited once, by its own path if it has one here: a link
  /// may lead back to a folder above it.
  private func names() throws -> [String] {
    var names: [String] = []
    var seen: Set<[UInt64]> = []
    var pending = [""]
    var links: [String] = []
    while let folder = pending.popLast() ?? links.popLast() {
      let path = url.appending(path: folder).path
      guard let status = FileStatus(path),
        seen.insert([status.device, status.number]).inserted
      else { continue }
      for name in try FileManager.default.contentsOfDirectory(atPath: path).sorted(by: >)
      where !name.hasPrefix(".") {
        let path = folder.isEmpty ? name : "\(folder)/\(name)"
        guard url.appending(path: path).isFolder else {
          names.append(path)
          continue
        }
        if FileStatus.isLink(url.appending(path: path).path) {
          links.append(path)
        } else {
          pending.append(path)
        }
      }
    }
    return names.sorted()
  }

  /// The faults of front matter that names missing data; `names` are the files of the folder that may
  /// have been meant.
  func missingData(of lessons: [Lesson], besides names: Set<String>) -> [Diagnostic] {
    lessons.flatMap { lesson in
      lesson.frontMatter.data.compactMap { data in
        let file = url.appending(path: data.value)
        guard !FileManager.default.fileExists(atPath: file.path) || file.isFolder else {
          return nil
        }
        let hint =
          nearestName(to: data.value, among: names).map { "did you mean '\($0)'?" }
          ?? "data is named as from this folder"
        return Diagnostic(
          "no-data",
          "there is no file '\(data.value)' in '\(displayPath)'; \(hint)",
          at: data.location
        )
      }
    }
  }

  /// The bytes of a file of the folder.
  func data(of name: String) throws -> Data {
    try Data(contentsOf: url.appending(path: name))
  }

  /// The date when a file was last written; the distant past if there is none.
  func date(of name: String) -> Date {
    FileStatus(url.appending(path: name).path)?.date ?? .distantPast
  }

  /// The text of a file; `nil`, with a diagnostic, if it has none.
  func text(of name: String, _ diagnostics: inout [Diagnostic]) -> SourceFile? {
    let place = Diagnostic.Location(file: shown(name))
    guard let data = try? data(of: name) else {
      diagnostics.append(Diagnostic("unreadable-file", "this file cannot be read", at: place))
      return nil
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      diagnostics.append(Diagnostic("not-utf8", "this file is not UTF-8 text", at: place))
      return nil
    }
    let mark = "\u{FEFF}"
    return SourceFile(
      path: shown(name),
      text: text.hasPrefix(mark) ? String(text.dropFirst()) : text
    )
  }

  /// A file's name as messages show it.
  func shown(_ name: String) -> String {
    displayPath == "." ? name : "\(displayPath)/\(name)"
  }
}

extension URL {
  var isFolder: Bool {
    FileStatus(path)?.kind == .folder
  }
}
