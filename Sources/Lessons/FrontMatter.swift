import Diagnostics

/// The settings at the start of a lesson, in YAML between two `---` lines.
package struct FrontMatter: Sendable, Equatable {
  /// The lesson's title; by default, the first heading.
  package var title: String?
  /// One sentence for the index and for search engines.
  package var description: String?
  /// A highlight for the index, with a number.
  package var highlight: Placed<Highlight>?
  /// The part of the site it belongs to; the navigation shows each part's name where the part begins.
  package var part: String?
  /// Whether its sections explain terms, which the other lessons then link to.
  package var isGlossary = false
  /// The date of its last change worth telling readers about, such as 2026-11-23.
  package var date: String?
  /// The number of digits its numbers are shown with; `nil` for the site's setting.
  package var digits: NumberDigits?
  /// Modules that the lesson's program imports in addition to the site's.
  package var imports: [Placed<String>] = []
  /// Files that the lesson's code reads, relative to the content folder.
  package var data: [Placed<String>] = []
  /// The default isolation; `nil` for whichever one the compiler accepts.
  package var isolation: String?
  /// Swift's language mode; `nil` for the site's.
  package var languageMode: String?
  /// The surroundings of its programs, if they differ from the site's.
  package var surroundings = SurroundingSettings()
  /// The line on which the Markdown begins.
  package var bodyLine = 1
  /// Whether the modules to import could be read; without them, the code cannot be checked.
  package var hasKnownImports = true

  /// Reads the front matter of a file; a file without one has default settings.
  static func read(from file: SourceFile) -> (FrontMatter, [Diagnostic]) {
    guard file.line(1).isFence else { return (FrontMatter(), []) }
    guard let last = (2...max(2, file.lineCount)).first(where: { file.line($0).isFence }) else {
      let fault = Diagnostic(
        "unclosed-front-matter",
        "the front matter that begins here has no closing '---'",
        at: file.location(line: 1)
      )
      return (FrontMatter(hasKnownImports: false), [fault])
    }
    var matter = FrontMatter()
    matter.bodyLine = last + 1
    let yaml = (2..<last).map { file.line($0) + "\n" }.joined()
    var settings = YAMLMapping(yaml, in: file, lineOffset: 1)
    matter.title = settings.text("title")
    matter.description = settings.text("description")
    matter.highlight = settings.placedValue(
      "highlight",
      expected: "a text with one expression in braces: '{ratio} times too small'",
      make: Highlight.init
    )
    matter.part = settings.text("part")
    matter.date = settings.value("date", expected: "a day such as 2026-11-23") { text in
      text.wholeMatch(of: /\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])/).map { _ in text }
    }
    matter.isGlossary =
      settings.value("glossary", expected: "true or false", make: Bool.init) ?? false
    matter.digits =
      settings.value("digits", expected: NumberDigits.expected, make: NumberDigits.init)
    matter.imports = settings.texts("imports")
    matter.data = settings.texts("data")
    (matter.isolation, matter.languageMode) = settings.compilation()
    matter.surroundings = SurroundingSettings(from: &settings)
    let faults = settings.finish()
    matter.hasKnownImports = faults.isEmpty || !yaml.contains("imports")
    return (matter, faults)
  }
}

extension Substring {
  fileprivate var isFence: Bool {
    let text = String(self)
    return text.hasPrefix("---") && text.dropFirst(3).allSatisfy { $0 == " " || $0 == "\t" }
  }
}
