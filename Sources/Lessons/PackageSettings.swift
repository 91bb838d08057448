/// How the package is built whose modules lessons and examples import.
package struct PackageSettings: Sendable, Equatable {
  package enum Configuration: String, Sendable, CaseIterable {
    case debug, release
  }

  /// With or without optimization; preconditions are checked in both.
  package var configuration = Configuration.release
  /// The package's traits that are enabled, `default` among them or not; `nil` for the default ones.
  package var traits: [String]?

  package init() {}

  init(from settings: inout YAMLMapping) {
    configuration =
      settings.value(
        "configuration",
        expected: "debug or release",
        make: Configuration.init(rawValue:)
      ) ?? configuration
    let names = settings.texts("traits").map(\.value)
    traits = names.isEmpty ? nil : names
  }
}
