private import Diagnostics
private import LessonKit
import Lessons

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

  /// The short form without markup: `≈` marks a rounded value.
  package var plain: String { isRounded ? "≈\(short)" : short }
  /// Whether the value runs from right to left, or could reorder the text around it.
  package var needsIsolation: Bool { PrintedText.needsIsolation(full) }

  private static let shortLimit = 160
  /// The maximum average length of a character, in bytes.
  private static let characterLength = 16
  private static let fullLimit = 2000

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
    // Only as much as can be seen is worth rounding.
    let start = String(text.prefix(Self.fullLimit))
    if case .significant(let count) = digits, !value.isText {
      let (shortened, isRounded) = RoundedNumbers.shortened(start, significantDigits: count)
      short = Self.cut(shortened, to: Self.shortLimit)
      self.isRounded = isRounded
    } else {
      short = Self.cut(start, to: Self.shortLimit)
      isRounded = false
    }
    full = Self.cut(text, to: Self.fullLimit)
    type = SugaredType.text(value.type)
    self.name = name
    count = value.count > 1 ? value.count : nil
  }

  private static func cut(_ text: String, to limit: Int) -> String {
    let hasLines = text.utf8.contains(UInt8(ascii: "\n"))
    let line = hasLines ? text.replacing("\n", with: "⏎") : text
    guard line.count > limit || line.utf8.count > Self.characterLength * limit else { return line }
    let start = line.prefix(limit - 1)
    // A character may consist of any number of Unicode scalars.
    return start.utf8.count <= Self.characterLength * limit
      ? start + "…" : String(start.unicodeScalars.prefix(limit - 1)) + "…"
  }
}

extension ObservedValue {
  fileprivate var isText: Bool { ["String", "Substring", "Character"].contains(type) }
}
