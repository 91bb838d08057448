import Lessons

/// The settings that a lesson asks for, or those to try if it asks for none.
struct RequestedSettings: Sendable, Equatable {
  let first: CompilationSettings
  /// Whether the lesson or the site asks for an isolation.
  let isFixed: Bool

  /// - Parameters:
  ///   - lesson: the lesson, whose settings override the site's.
  ///   - configuration: the site's configuration.
  ///   - languageMode: the package's mode, used if neither the lesson nor the site asks for one.
  init(of lesson: Lesson, _ configuration: SiteConfiguration, languageMode: String?) {
    let isolation = lesson.frontMatter.isolation ?? configuration.isolation
    first = CompilationSettings(
      isolation: isolation.flatMap(CompilationSettings.Isolation.init) ?? .nonisolated,
      languageMode: lesson.frontMatter.languageMode ?? configuration.languageMode
        ?? languageMode ?? "6"
    )
    isFixed = isolation != nil
  }

  /// The settings to try if the first ones fail.
  var other: CompilationSettings {
    CompilationSettings(isolation: .mainActor, languageMode: first.languageMode)
  }
}
