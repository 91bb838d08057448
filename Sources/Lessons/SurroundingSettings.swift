private import Foundation

/// The settings of a lesson or the site for its programs' surroundings.
package struct SurroundingSettings: Sendable, Equatable {
  /// The name of the program's time zone.
  package var timeZone: String?
  /// The locale of the C functions.
  package var locale: String?

  package init() {}

  init(from settings: inout YAMLMapping) {
    timeZone = settings.value("timeZone", expected: "a time zone such as Europe/Zurich") { name in
      TimeZone(identifier: name) == nil ? nil : name
    }
    locale = settings.value("locale", expected: "a locale such as de_CH.UTF-8") { name in
      name.wholeMatch(of: /[A-Za-z]+([_.@=-][A-Za-z0-9]+)*/) == nil ? nil : name
    }
  }
}
