/// The number of significant digits that the numbers of a lesson are shown with.
package enum NumberDigits: Sendable, Hashable {
  /// All digits that Swift prints.
  case all
  case significant(Int)

  /// The default, if nothing is set.
  package static let standard = NumberDigits.significant(6)

  /// How many digits are shown; 0 for all.
  package var count: Int {
    switch self {
    case .all: 0
    case .significant(let count): count
    }
  }

  /// The allowed settings, for messages.
  package static let expected = "a number from 1 to 17, or all"

  /// Reads a setting.
  package init?(_ text: String) {
    guard text != "all" else {
      self = .all
      return
    }
    guard let count = Int(text), (1...17).contains(count) else { return nil }
    self = .significant(count)
  }

  /// The text of the setting.
  package var text: String {
    switch self {
    case .all: "all"
    case .significant(let count): String(count)
    }
  }
}
