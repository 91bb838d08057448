import ArgumentParser

/// The option that names a package.
struct PackageOption: ParsableArguments {
  @Option(
    name: .customLong("package"),
    help: ArgumentHelp(
      "The SwiftPM package whose library modules lessons import. (default: the one around the lessons)",
      valueName: "dir"
    )
  )
  var folder: String?

  /// The arguments that name a package, if there is one.
  static func arguments(_ folder: String?) -> [String] { folder.map { ["--package", $0] } ?? [] }
}
