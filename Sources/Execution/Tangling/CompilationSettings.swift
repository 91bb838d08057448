/// How a lesson's code is compiled.
package struct CompilationSettings: Sendable, Hashable {
  /// The default actor isolation.
  package enum Isolation: String, Sendable, CaseIterable {
    /// Nonisolated, except for top-level statements, as `swiftc` compiles a `main.swift`.
    case nonisolated
    /// On the main actor, as in an application.
    case mainActor = "MainActor"
  }

  package var isolation: Isolation
  /// `5` or `6`.
  package var languageMode: String

  package init(isolation: Isolation = .nonisolated, languageMode: String = "6") {
    self.isolation = isolation
    self.languageMode = languageMode
  }

  /// A description for people who ask how a lesson was compiled.
  var description: String {
    switch isolation {
    case .nonisolated: "Swift \(languageMode), nonisolated"
    case .mainActor: "Swift \(languageMode), isolated to the main actor"
    }
  }

  /// The driver's arguments.
  var arguments: [String] {
    ["-swift-version", languageMode]
      + (isolation == .mainActor ? ["-default-isolation", "MainActor"] : [])
  }
}
