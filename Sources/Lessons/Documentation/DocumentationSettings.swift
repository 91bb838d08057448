package import Diagnostics
import Markdown

/// The settings of a folder's documentation, from the `literate.yml` in it.
package struct DocumentationSettings: Sendable {
  /// Which examples run, besides those of lessons.
  package enum Runs: String, Sendable, CaseIterable {
    /// None: they are only compiled.
    case none
    /// Those that state a result.
    case promising
    case all
  }

  /// The folder that they are for, as a path from the root; empty for the root.
  package let folder: String
  package let runs: Runs?
  /// Files and folders that are left out, and those that are looked at although they usually are left out.
  package let exclude, include: [String]
  /// The settings of a site of the documentation, and of its programs.
  package let site: SiteConfiguration
  private let prelude: Prelude?
  /// The preludes of single files, by their path from the folder.
  private let preludes: [String: Prelude]

  /// Reads the settings in a file; faults are returned with them.
  package static func read(
    from file: SourceFile,
    folder: String
  ) -> (settings: DocumentationSettings, faults: [Diagnostic]) {
    var mapping = YAMLMapping(file.text, in: file, lineOffset: 0)
    let settings = DocumentationSettings(from: &mapping, file, folder: folder)
    return (settings, mapping.finish())
  }

  private init(from mapping: inout YAMLMapping, _ file: SourceFile, folder: String) {
    func prelude(_ lines: [CodeBlock.Line]) -> Prelude? {
      lines.isEmpty ? nil : Prelude(file: file, code: UnitCode(lines))
    }
    self.folder = folder
    site = SiteConfiguration(from: &mapping)
    self.prelude = prelude(mapping.lines("prelude"))
    preludes = mapping.lines(ofTextsIn: "preludes").compactMapValues(prelude)
    runs = mapping.value(
      "run",
      expected: "one of \(Runs.allCases.map(\.rawValue).joined(separator: ", "))",
      make: Runs.init(rawValue:)
    )
    exclude = mapping.texts("exclude").map(\.value)
    include = mapping.texts("include").map(\.value)
  }

  /// The path from the root of something in the folder.
  package func path(of name: String) -> String { folder.isEmpty ? name : "\(folder)/\(name)" }

  /// What these settings put before the examples of a file, if they are for it.
  package func context(ofFile path: String) -> (imports: [String], preludes: [Prelude]) {
    guard folder.isEmpty || path.hasPrefix(folder + "/") else { return ([], []) }
    let own = folder.isEmpty ? path : String(path.dropFirst(folder.count + 1))
    return (site.imports.map(\.value), [prelude, preludes[own]].compactMap(\.self))
  }
}

/// Code that stands before each example.
package struct Prelude: Sendable {
  /// The file that it is written in.
  package let file: SourceFile
  package let code: UnitCode
}

/// What is known of the examples of a page in addition to the page.
package struct DocumentationContext: Sendable {
  /// The package's module that the page belongs to, if it belongs to one.
  package var module: String?
  /// Modules that its examples import.
  package var imports: [String] = []
  /// The code before each of its examples, in order.
  package var preludes: [Prelude] = []

  package init(module: String? = nil) {
    self.module = module
  }

  /// Adds what the settings of a folder say; those of outer folders come first.
  package mutating func add(_ settings: DocumentationSettings, forFile path: String) {
    let (imports, preludes) = settings.context(ofFile: path)
    self.imports += imports
    self.preludes += preludes
  }
}
