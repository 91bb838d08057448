private import ArgumentParser
import Foundation

/// The files of a new site.
struct NewSite {
  struct File {
    /// The path in the site's folder, or in the repository around it.
    let path: String
    let isOfRepository: Bool
    let purpose: String
    let text: String

    fileprivate init(_ path: String, isOfRepository: Bool = false, purpose: String, _ text: String)
    {
      (self.path, self.isOfRepository, self.purpose, self.text) = (
        path, isOfRepository, purpose, text
      )
    }
  }

  let files: [File]

  /// - Parameters:
  ///   - title: the site's title.
  ///   - libraries: the modules that the lessons import.
  ///   - folder: the site's folder, as a path from the root of the repository; empty for the root.
  ///   - release: the release of Swift that builds the site.
  init(title: String, libraries: [String], folder: String, release: String) {
    var settings = """
      title: \(title.quoted)
      description: Lessons whose numbers are computed.

      """
    if !libraries.isEmpty { settings += "imports: [\(libraries.joined(separator: ", "))]\n" }
    let workflow = String(decoding: PackageResources.pages_yml, as: UTF8.self)
      .replacing("@release@", with: release)
      .replacing("@version@", with: Literate.configuration.version)
      .replacing("@content@", with: folder.isEmpty ? "Content" : "\(folder)/Content")
    files = [
      File("Content/literate.yml", purpose: "the site's settings", settings),
      File(
        "Content/01-first-steps.md",
        purpose: "a lesson that runs",
        String(decoding: PackageResources.first_steps_md, as: UTF8.self)
      ),
      File(
        ".github/workflows/pages.yml",
        isOfRepository: true,
        purpose:
          "checks the site and puts it on GitHub Pages; its first lines say what to set there",
        workflow
      ),
    ]
  }
}

extension String {
  /// The text in the double quotes of JSON, which YAML reads as well.
  fileprivate var quoted: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
  }
}
