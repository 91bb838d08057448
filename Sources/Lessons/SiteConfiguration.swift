import Basics
package import Diagnostics
package import LessonKit

/// The settings of the whole site, from `literate.yml`.
package struct SiteConfiguration: Sendable, Equatable {
  package static let fileName = "literate.yml"

  package var title = "Lessons"
  package var description: String?
  /// The address of the site, for absolute URLs.
  package var baseURL: String?
  /// The address of the documentation of the package's declarations, which articles link to.
  package var documentationURL: String?
  /// Modules that every lesson imports.
  package var imports: [Placed<String>] = []
  /// Whether lessons import the libraries of their package because no imports are set.
  package var importsLibraries = false
  /// Whether the modules to import could be read; without them, no code can be checked.
  package var hasKnownImports = true
  /// The style of each quantity in formulas, tables and values, by name.
  package var quantities: [String: SeriesStyle] = [:]
  /// The default isolation; `nil` for whichever one the compiler accepts.
  package var isolation: String?
  /// Swift's language mode; `nil` for the package's.
  package var languageMode: String?
  package var packageSettings = PackageSettings()
  /// The number of digits that numbers are shown with.
  package var digits = NumberDigits.standard
  /// The surroundings of the lessons' programs.
  package var surroundings = SurroundingSettings()
  /// How long a lesson's program may run.
  package var timeLimit: Duration = .seconds(30)
  /// How much a program may print, in bytes.
  package var outputLimit = 1 << 20
  /// How much memory a program may use, in bytes.
  package var memoryLimit = 2 << 30
  /// The maximum size of its stack, in bytes, which limits recursion depth.
  package var stackLimit = 8 << 20
  /// The maximum number of processes of a program.
  package var processLimit = 16
  /// How much the cache may hold, in bytes.
  package var cacheLimit = 512 << 20

  package init() {}

  /// Reads the configuration; `nil` means that the site has none.
  package static func read(from file: SourceFile?) -> (SiteConfiguration, [Diagnostic]) {
    guard let file else { return (SiteConfiguration(), []) }
    var settings = YAMLMapping(file.text, in: file, lineOffset: 0)
    var configuration = SiteConfiguration(from: &settings)
    let faults = settings.finish()
    configuration.hasKnownImports = faults.isEmpty || !file.text.contains("imports")
    return (configuration, faults)
  }

  /// Reads the settings of a site; others may follow.
  init(from settings: inout YAMLMapping) {
    var configuration = SiteConfiguration()
    configuration.title = settings.text("title") ?? configuration.title
    configuration.description = settings.text("description")
    configuration.baseURL = settings.value(
      "baseURL",
      expected: "an address such as https://example.org/lessons"
    ) { $0.contains("://") ? $0 : nil }
    configuration.documentationURL = settings.value(
      "documentationURL",
      expected: "an address such as https://example.org/documentation"
    ) { $0.contains("://") ? $0 : nil }
    configuration.imports = settings.texts("imports")
    configuration.quantities = settings.values(
      "quantities",
      expected: "one of \(SeriesStyle.allCases.map(\.rawValue).joined(separator: ", "))",
      make: SeriesStyle.init(rawValue:)
    )
    (configuration.isolation, configuration.languageMode) = settings.compilation()
    configuration.packageSettings = PackageSettings(from: &settings)
    configuration.digits =
      settings.value("digits", expected: NumberDigits.expected, make: NumberDigits.init)
      ?? configuration.digits
    configuration.surroundings = SurroundingSettings(from: &settings)
    configuration.timeLimit =
      settings.value("timeLimit", expected: "a time such as 30s", make: Duration.init(seconds:))
      ?? configuration.timeLimit
    configuration.outputLimit =
      settings.value("outputLimit", expected: "a size such as 1 MiB", make: ByteCount.init)?.bytes
      ?? configuration.outputLimit
    configuration.memoryLimit =
      settings.value("memoryLimit", expected: "a size such as 2 GiB", make: ByteCount.init)?.bytes
      ?? configuration.memoryLimit
    configuration.stackLimit =
      settings.value("stackLimit", expected: "a size such as 8 MiB", make: ByteCount.init)?.bytes
      ?? configuration.stackLimit
    configuration.processLimit =
      settings.value("processLimit", expected: "a number from 1 on") { text in
        Int(text).flatMap { $0 > 0 ? $0 : nil }
      } ?? configuration.processLimit
    configuration.cacheLimit =
      settings.value("cacheLimit", expected: "a size such as 512 MiB", make: ByteCount.init)?.bytes
      ?? configuration.cacheLimit
    self = configuration
  }
}

extension YAMLMapping {
  /// The compilation settings of a site or a lesson.
  mutating func compilation() -> (isolation: String?, languageMode: String?) {
    func one(of known: [String]) -> (String) -> String? { { known.contains($0) ? $0 : nil } }
    return (
      value(
        "isolation",
        expected: "nonisolated or MainActor",
        make: one(of: ["nonisolated", "MainActor"])
      ),
      value("languageMode", expected: "5 or 6", make: one(of: ["5", "6"]))
    )
  }
}

extension Duration {
  /// Reads a duration such as `30s`, `1.5s` or `200ms`; it must be positive.
  package init?(seconds text: String) {
    let isMilliseconds = text.hasSuffix("ms")
    let unit = isMilliseconds ? 2 : 1
    guard text.hasSuffix("s"), let number = Double(text.dropLast(unit)), number > 0,
      number < 1_000_000
    else { return nil }
    self = isMilliseconds ? .milliseconds(number) : .seconds(number)
  }
}
