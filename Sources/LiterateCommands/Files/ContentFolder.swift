import Diagnostics
import Foundation
import Lessons

/// The folder of a site's lessons.
struct ContentFolder {
  let url: URL
  /// How messages call it: as the user did.
  private let displayPath: String

  /// - Throws: `DiagnosticError` where there is no such folder.
  init(_ path: String) throws {
    url = URL(filePath: path, directoryHint: .isDirectory).standardizedFileURL
      .resolvingSymlinksInPath()
    var display = path
    while display.count > 1, display.hasSuffix("/") { display.removeLast() }
    if display.hasPrefix("./") { display.removeFirst(2) }
    displayPath = display
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder),
      isFolder.boolValue
    else {
      throw DiagnosticError(
        Diagnostic(
          "no-content",
          "there is no folder '\(path)' with lessons",
          notes: [Diagnostic.Note("name it with --content, or run this where Content/ is")]
        )
      )
    }
  }

  /// The folder whose files override the theme's.
  var theme: (url: URL, displayPath: String) {
    (url.appending(path: "theme"), shown("theme"))
  }

  /// The lessons' files, the configuration and the paths of all other files.
  struct Files {
    var lessons: [(name: String, file: SourceFile)] = []
    var configuration: SourceFile?
    var others: Set<String> = []
    var diagnostics: [Diagnostic] = []
  }

  /// - Throws: what kept the folder from being read.
  func read() throws -> Files {
    var files = Files()
    for name in try FileManager.default.subpathsOfDirectory(atPath: url.path).sorted() {
      guard !name.split(separator: "/").contains(where: { $0.hasPrefix(".") }) else { continue }
      let isTopLevel = !name.contains("/")
      if isTopLevel, name.hasSuffix(".md") {
        if let file = text(of: name, &files.diagnostics) { files.lessons.append((name, file)) }
      } else if isTopLevel, name == SiteConfiguration.fileName {
        files.configuration = text(of: name, &files.diagnostics)
      } else if isFile(name) {
        files.others.insert(name)
      }
    }
    return files
  }

  private func isFile(_ name: String) -> Bool {
    var isFolder: ObjCBool = false
    let path = url.appending(path: name).path
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && !isFolder.boolValue
  }

  /// The bytes of a file of the folder.
  func data(of name: String) throws -> Data {
    try Data(contentsOf: url.appending(path: name))
  }

  /// Puts a file in place of the one of this name, in one step of the file system.
  func write(_ data: Data, to name: String) throws {
    let file = url.appending(path: name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
    try data.write(to: file, options: .atomic)
  }

  func remove(_ name: String) throws {
    try FileManager.default.removeItem(at: url.appending(path: name))
  }

  /// The text of a file; `nil`, with the reason, where it has none.
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
