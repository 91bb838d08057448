private import Foundation

/// What a lesson, or the site, says of the surroundings that its programs find.
package struct SurroundingSettings: Sendable, Equatable {
  /// The name of the zone that is the program's own.
  package var timeZone: String?
  /// The locale of C's functions.
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
