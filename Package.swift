// swift-tools-version: 6.2

import PackageDescription

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .treatAllWarnings(as: .error),
]

/// What starts other programs, and what names their files where the system has no such module.
let subprocess: [Target.Dependency] = [
  .product(name: "Subprocess", package: "swift-subprocess"),
  .product(
    name: "SystemPackage",
    package: "swift-system",
    condition: .when(platforms: [.linux])
  ),
]

let package = Package(
  name: "literate",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "literate", targets: ["literate"]),
    .library(name: "LossCore", targets: ["LossCore"]),
    .library(name: "LessonKit", targets: ["LessonKit"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
  ],
  targets: [
    // What lessons import: public, free of Foundation.
    .target(name: "LossCore", swiftSettings: settings),
    .target(name: "LessonKit", swiftSettings: settings),
    .target(name: "LessonProtocol", swiftSettings: settings),
    .target(
      name: "LessonRuntime",
      dependencies: ["LessonKit", "LessonProtocol"],
      swiftSettings: settings
    ),

    // C libraries from the system.
    .systemLibrary(
      name: "CCMarkGFM",
      pkgConfig: "libcmark-gfm",
      providers: [
        .apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"]), .brew(["cmark-gfm"]),
      ]
    ),
    .systemLibrary(
      name: "CXXHash",
      pkgConfig: "libxxhash",
      providers: [.apt(["libxxhash-dev"]), .brew(["xxhash"])]
    ),

    .systemLibrary(name: "CIndexStore"),
    .systemLibrary(name: "CSourceKit"),
    .systemLibrary(name: "CPathExchange"),

    // The stages, in their order; each imports only what stands before it.
    .target(name: "Basics", swiftSettings: settings),
    .target(name: "Diagnostics", swiftSettings: settings),
    .target(name: "DynamicLibraries", swiftSettings: settings),
    .target(name: "Caching", dependencies: ["Basics", "CXXHash"], swiftSettings: settings),
    .target(
      name: "LanguageServices",
      dependencies: [
        "CSourceKit", "DynamicLibraries",
      ] + subprocess,
      swiftSettings: settings
    ),
    .target(
      name: "Markdown",
      dependencies: ["Basics", "CCMarkGFM", "Diagnostics"],
      swiftSettings: settings
    ),
    .target(name: "SwiftReading", swiftSettings: settings),
    .target(
      name: "Lessons",
      dependencies: [
        "Basics", "Caching", "Diagnostics", "LessonKit", "Markdown", "SwiftReading", "Yams",
      ],
      swiftSettings: settings
    ),
    .target(
      name: "Execution",
      dependencies: [
        "Basics", "CIndexStore", "Caching", "Diagnostics", "DynamicLibraries", "LanguageServices",
        "LessonKit", "LessonProtocol", "Lessons", "Markdown", "SwiftReading",
      ] + subprocess,
      resources: [.embedInCode("Running/FileReads/file-reads.c")],
      swiftSettings: settings
    ),
    .target(
      name: "Weaving",
      dependencies: ["Diagnostics", "LessonKit", "Lessons", "Markdown"],
      swiftSettings: settings
    ),
    .target(
      name: "Recording",
      dependencies: ["Diagnostics", "LessonKit", "Lessons", "Markdown", "SwiftReading", "Weaving"],
      swiftSettings: settings
    ),
    .target(
      name: "SiteRendering",
      dependencies: [
        "Basics", "Caching", "Diagnostics", "DynamicLibraries", "LanguageServices", "LessonKit",
        "Lessons",
        "Markdown", "Weaving",
        .product(name: "Mustache", package: "swift-mustache"),
      ],
      resources: [.copy("Theme")],
      swiftSettings: settings
    ),
    .target(
      name: "LiterateCommands",
      dependencies: [
        "Basics", "CPathExchange", "Caching", "Diagnostics", "Execution", "LanguageServices",
        "Lessons",
        "Markdown", "Recording", "SiteRendering",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "FlyingFox", package: "FlyingFox"),
        .product(name: "FlyingSocks", package: "FlyingFox"),
        .product(name: "Subprocess", package: "swift-subprocess"),
      ],
      resources: [
        .embedInCode("Serving/faults.css"), .embedInCode("Serving/reload.js"),
        .embedInCode("Starting/first-steps.md"), .embedInCode("Starting/pages.yml"),
      ],
      swiftSettings: settings
    ),
    // The runtime is not imported here: it is built beside the tool, for the lessons to link.
    .executableTarget(
      name: "literate",
      dependencies: ["LanguageServices", "LiterateCommands", "LessonRuntime"],
      swiftSettings: settings
    ),

    .target(
      name: "TestSupport",
      dependencies: ["Execution"],
      path: "Tests/TestSupport",
      swiftSettings: settings
    ),
    .testTarget(
      name: "LossCoreTests",
      dependencies: ["LossCore"],
      resources: [.copy("Fixtures")],
      swiftSettings: settings
    ),
    .testTarget(
      name: "LessonKitTests",
      dependencies: ["LessonKit", "LessonRuntime"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "MarkdownTests",
      dependencies: ["Diagnostics", "Execution", "Markdown", "TestSupport", "literate"],
      exclude: ["Fixtures"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "LessonsTests",
      dependencies: [
        "Diagnostics", "Execution", "LanguageServices", "Lessons", "SwiftReading", "TestSupport",
        "literate",
      ],
      exclude: ["Oracle"],
      swiftSettings: settings
    ),
    .testTarget(name: "BasicsTests", dependencies: ["Basics"], swiftSettings: settings),
    .testTarget(
      name: "CachingTests",
      dependencies: ["Caching", "TestSupport"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "ExecutionTests",
      dependencies: ["Execution", "LessonProtocol", "Lessons"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "DiagnosticsTests",
      dependencies: ["Diagnostics"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "RecordingTests",
      dependencies: ["Diagnostics", "Lessons", "Recording", "Weaving"],
      swiftSettings: settings
    ),
    // What the tool does, seen from outside: it is run as its users run it.
    .testTarget(
      name: "ToolTests",
      dependencies: [
        "Basics", "Caching", "Diagnostics", "Execution", "LanguageServices", "Lessons", "Markdown",
        "SwiftReading", "TestSupport", "literate",
      ],
      exclude: ["CheckFixtures", "DocumentationFixtures", "Fixtures"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "SiteTests",
      dependencies: [
        "Basics", "Caching", "Diagnostics", "Execution", "LanguageServices", "Lessons", "Markdown",
        "SwiftReading", "TestSupport", "literate",
      ],
      exclude: ["Fixtures"],
      swiftSettings: settings
    ),
  ]
)
