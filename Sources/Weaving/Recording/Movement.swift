private import LessonKit

/// A number that is not where it was recorded.
package struct Movement: Sendable, Equatable {
  /// The how-manieth number of its text, from 0.
  package let index: Int
  /// Where it stands in the recorded text, in UTF-8 bytes from 0.
  package let offset: Int
  package let recorded: NumberToken
  package let computed: NumberToken
  let precision: Tolerance.Precision

  /// Old, new, and by how much: `recorded 0.25, computed 0.5, by 0.25 (4503599627370496 ulp)`.
  package var description: String {
    let numbers = "recorded \(recorded.text), computed \(computed.text)"
    let distance = abs(computed.value - recorded.value)
    guard distance.isFinite else { return numbers }
    let isCount = recorded.isWhole && computed.isWhole
    let by = isCount ? String(format(distance).prefix { $0 != "." }) : format(distance)
    guard !isCount else { return "\(numbers), by \(by)" }
    let ulps = distance / precision.ulp(of: recorded.value)
    guard ulps.isFinite else { return "\(numbers), by \(by)" }
    let count = ulps < 1e6 ? String(Int(ulps.rounded())) : format(ulps)
    return "\(numbers), by \(by) (\(count) ulp)"
  }

  private func format(_ value: Double) -> String {
    value == value.rounded() && value < 1e15
      ? String(Int(value)) : shorteningNumbers(in: "\(value)", significantDigits: 2)
  }
}
