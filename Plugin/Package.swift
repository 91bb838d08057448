// swift-tools-version: 6.0

import PackageDescription

// The command plugin `swift package literate`. A package of its own: it brings the built tool with it, and nothing
// else into the packages that depend on it.
let package = Package(
  name: "literate-plugin",
  products: [.plugin(name: "LiteratePlugin", targets: ["LiteratePlugin"])],
  targets: [
    .plugin(
      name: "LiteratePlugin",
      capability: .command(
        intent: .custom(
          verb: "literate",
          description: "Check that the package's documentation still says what the code does."
        ),
        permissions: [
          .writeToPackageDirectory(
            reason: "to keep what was compiled, and to rewrite recorded results"
          )
        ]
      ),
      dependencies: ["literate"]
    ),
    .binaryTarget(name: "literate", path: "literate.artifactbundle"),
  ]
)
