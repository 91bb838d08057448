import Basics
import Caching
package import Diagnostics
package import Foundation
private import Mustache

/// The templates and files that define a site's appearance; a site may override each of them.
package struct Theme: Sendable {
  /// The templates of a site; their file names add `.mustache`.
  enum Template: String, CaseIterable {
    case page, item, lesson, index, cell, value, control, missing, card, sitemap, feed
  }

  private let library: MustacheLibrary
  /// Style sheets and scripts, copied as they are.
  let assets: [String: Data]

  /// The digest of the templates.
  let templates: Digest

  /// Reads the built-in theme and the files that the site overrides.
  ///
  /// - Parameters:
  ///   - overrides: a folder whose files replace those of the same name.
  ///   - displayPath: the folder's path in messages.
  /// - Throws: `DiagnosticError` for a template that cannot be read.
  package init(overrides: URL? = nil, displayPath: String = "") throws {
    guard let builtIn = Self.builtIn else {
      throw DiagnosticError(
        Diagnostic("no-theme", "the theme's files are not beside the tool; build it again")
      )
    }
    var files = try Self.files(in: builtIn)
    let known = Set(files.keys)
    var faults: [Diagnostic] = []
    if let overrides, FileManager.default.fileExists(atPath: overrides.path) {
      for (name, data) in try Self.files(in: overrides) {
        if !known.contains(name) {
          let hint = nearestName(to: name, among: known).map { "; did you mean '\($0)'?" } ?? ""
          faults.append(
            Diagnostic(
              .warning,
              "unknown-theme-file",
              "the theme has no file '\(name)'\(hint)",
              at: Diagnostic.Location(file: "\(displayPath)/\(name)")
            )
          )
        }
        files[name] = data
      }
    }
    templates = Self.digest(of: files.filter { $0.key.hasSuffix(".mustache") })
    var library = MustacheLibrary()
    for template in Template.allCases {
      let name = "\(template.rawValue).mustache"
      let text = String(decoding: files.removeValue(forKey: name) ?? Data(), as: UTF8.self)
      do {
        try library.register(text, named: template.rawValue)
      } catch {
        faults.append(Self.fault(error, in: SourceFile(path: "\(displayPath)/\(name)", text: text)))
      }
    }
    if faults.contains(where: { $0.severity == .error }) { throw DiagnosticError(faults) }
    self.library = library
    self.assets = files
    self.warnings = faults
  }

  /// Warnings about files that the theme does not know.
  package let warnings: [Diagnostic]

  func render(_ template: Template, _ context: some Sendable) -> String {
    library.render(context, withTemplate: template.rawValue) ?? ""
  }

  private static func fault(_ error: any Error, in file: SourceFile) -> Diagnostic {
    guard let error = error as? MustacheTemplate.ParserError else {
      return Diagnostic(
        "invalid-template",
        "\(error)",
        at: Diagnostic.Location(file: file.path)
      )
    }
    let place = SourceRange(line: error.context.lineNumber, column: error.context.columnNumber)
    let reason = "\(error.error)".split(separator: ".").last ?? ""
    return Diagnostic(
      "invalid-template",
      "Mustache: \(reason.inWords)",
      at: file.location(place)
    )
  }

  /// The folder of the built-in theme: of an installed tool in `share`, else where SwiftPM has built it.
  private static var builtIn: URL? {
    let installed = Installation.share?.appending(path: "Theme")
    if let installed, FileStatus(installed.path)?.kind == .folder { return installed }
    // SwiftPM's own lookup stops the program if there is nothing.
    return Bundle.module.url(forResource: "Theme", withExtension: nil)
  }

  /// The digest of the built-in theme's files.
  package static var builtInDigest: String? {
    guard let folder = builtIn, let files = try? files(in: folder) else { return nil }
    return digest(of: files).description
  }

  private static func digest(of files: [String: Data]) -> Digest {
    Digest(files.sorted { $0.key < $1.key }.flatMap { [$0.key, Digest($0.value).description] })
  }

  private static func files(in folder: URL) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path)
    where !name.hasPrefix(".") {
      let file = folder.appending(path: name)
      if FileStatus(file.path)?.kind == .file { files[name] = try Data(contentsOf: file) }
    }
    return files
  }
}

extension Substring {
  /// A name such as `expectedSectionEnd` as words.
  fileprivate var inWords: String {
    reduce(into: "") { words, letter in
      words += letter.isUppercase ? " " + letter.lowercased() : String(letter)
    }
  }
}
