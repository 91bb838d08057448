private import LessonKit
import Lessons

/// A value as a page shows it.
package struct WovenValue: Sendable, Equatable {
  /// Six significant digits, cut where it is long.
  package let short: String
  /// All digits.
  package let full: String
  package let type: String
  /// What it was bound to, where its line shows several values.
  package let name: String?
  /// How many times its line ran, if more than once.
  package let count: Int?

  private static let shortLimit = 160
  private static let fullLimit = 2000

  /// A value beside its line; texts stand in quotes, as in code.
  init(beside value: ObservedValue, isNamed: Bool) {
    let text = value.isText ? value.text.debugDescription : value.text
    self.init(text, value, name: isNamed && !value.name.isEmpty ? value.name : nil)
  }

  /// A value in a sentence.
  init(inline value: ObservedValue) {
    self.init(value.text, value, name: nil)
  }

  private init(_ text: String, _ value: ObservedValue, name: String?) {
    short = Self.cut(value.isText ? text : shorteningNumbers(in: text), to: Self.shortLimit)
    full = Self.cut(text, to: Self.fullLimit)
    type = SugaredType.name(value.type)
    self.name = name
    count = value.count > 1 ? value.count : nil
  }

  private static func cut(_ text: String, to limit: Int) -> String {
    let hasLines = text.utf8.contains(UInt8(ascii: "\n"))
    let line = hasLines ? text.replacing("\n", with: "⏎") : text
    return line.count <= limit ? line : line.prefix(limit - 1) + "…"
  }
}

extension ObservedValue {
  fileprivate var isText: Bool { ["String", "Substring", "Character"].contains(type) }
}
