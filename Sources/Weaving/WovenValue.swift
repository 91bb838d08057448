private import Diagnostics
package import LessonKit
package import Lessons

/// A value as a page shows it.
package struct WovenValue: Sendable, Equatable {
  /// The value with the configured number of digits, truncated if it is long.
  package let short: String
  /// Whether a number in the short form is rounded.
  package let isRounded: Bool
  /// The value with all digits.
  package let full: String
  package let type: String
  /// The name that the value is bound to, if its line shows several values.
  package let name: String?
  /// How many times the line ran, if more than once.
  package let count: Int?
  /// Where it is in its unit.
  package let place: ObservedValue.Place
  /// The control that it comes from.
  package let control: Control?

  /// The short form without markup: `≈` marks a rounded value.
  package var plain: String { isRounded ? "≈\(short)" : short }
  /// Whether the value runs from right to left, or could reorder the text around it.
  package var needsIsolation: Bool { PrintedText.needsIsolation(full) }

  /// A value beside its line; texts are quoted, as in code.
  init(beside value: ObservedValue, digits: NumberDigits, isNamed: Bool) {
    let text = value.isText ? value.text.debugDescription : value.text
    self.init(text, value, digits, name: isNamed && !value.name.isEmpty ? value.name : nil)
  }

  /// A value in a sentence.
  init(inline value: ObservedValue, digits: NumberDigits) {
    self.init(value.text, value, digits, name: nil)
  }

  private init(_ text: String, _ value: ObservedValue, _ digits: NumberDigits, name: String?) {
    let text = PrintedText.visible(text)
    let shown = ShownText(
      Array(text.utf8),
      significantDigits: value.isText ? 0 : digits.count
    )
    short = String(decoding: shown.short, as: UTF8.self)
    isRounded = shown.isRounded
    full = String(decoding: shown.full, as: UTF8.self)
    type = SugaredType.text(value.type)
    self.name = name
    place = value.place
    control = value.control
    count = value.count > 1 ? value.count : nil
  }
}

extension ObservedValue {
  fileprivate var isText: Bool { ["String", "Substring", "Character"].contains(type) }
}
