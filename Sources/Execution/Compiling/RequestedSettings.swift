import Lessons

/// The settings that a lesson asks for, or those that are tried where it asks for none.
struct RequestedSettings: Sendable, Equatable {
  let first: CompilationSettings
  /// Whether the lesson asks for its isolation.
  let isFixed: Bool

  /// - Parameters:
  ///   - lesson: what it says comes before what the site does.
  ///   - configuration: the site's.
  ///   - languageMode: the package's, which a lesson has that asks for none.
  init(of lesson: Lesson, _ configuration: SiteConfiguration, languageMode: String?) {
    let isolation = lesson.frontMatter.isolation ?? configuration.isolation
    first = CompilationSettings(
      isolation: isolation.flatMap(CompilationSettings.Isolation.init) ?? .nonisolated,
      languageMode: lesson.frontMatter.languageMode ?? configuration.languageMode
        ?? languageMode ?? "6"
    )
    isFixed = isolation != nil
  }

  /// What is tried where the first is refused.
  var other: CompilationSettings {
    CompilationSettings(isolation: .mainActor, languageMode: first.languageMode)
  }
}
