/// How many significant digits the numbers of a lesson are shown with.
package enum NumberDigits: Sendable, Hashable {
  /// All that Swift prints.
  case all
  case significant(Int)

  /// Where no setting says otherwise.
  package static let standard = NumberDigits.significant(6)

  /// What settings may be, for messages.
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

  /// As a setting says it.
  package var text: String {
    switch self {
    case .all: "all"
    case .significant(let count): String(count)
    }
  }
}
