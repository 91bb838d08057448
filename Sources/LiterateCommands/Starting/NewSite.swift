import Foundation

/// The files of a new site.
struct NewSite {
  struct File {
    let path: String
    let purpose: String
    let text: String
  }

  let files: [File]

  /// - Parameters:
  ///   - title: the site's title.
  ///   - libraries: the modules that the lessons import.
  init(title: String, libraries: [String]) {
    var settings = """
      title: \(title.quoted)
      description: Lessons whose numbers are computed.

      """
    if !libraries.isEmpty { settings += "imports: [\(libraries.joined(separator: ", "))]\n" }
    files = [
      File(path: "Content/literate.yml", purpose: "the site's settings", text: settings),
      File(
        path: "Content/01-first-steps.md",
        purpose: "a lesson that runs",
        text: String(decoding: PackageResources.first_steps_md, as: UTF8.self)
      ),
      File(
        path: ".github/workflows/pages.yml",
        purpose: "puts the site on GitHub Pages; its first lines say what to set there",
        text: String(decoding: PackageResources.pages_yml, as: UTF8.self)
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
