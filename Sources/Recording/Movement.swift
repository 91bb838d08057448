private import LessonKit
package import Weaving

/// A number that differs from the recorded one.
package struct Movement: Sendable, Equatable {
  /// The index of the number in its text, from 0.
  package let index: Int
  /// The offset in the recorded text, in UTF-8 bytes from 0.
  package let offset: Int
  package let recorded: NumberToken
  package let computed: NumberToken
  let precision: Tolerance.Precision

  /// Old, new, and their difference: `recorded 0.25, computed 0.5, by 0.25 (4.5e+15 ulp)`.
  package var description: String {
    let numbers = "recorded \(recorded.text), computed \(computed.text)"
    let distance = abs(computed.value - recorded.value)
    guard distance.isFinite, distance > 0 else { return numbers }
    let moved = "\(numbers), by \(Self.short(distance))"
    let ulps = distance / precision.ulp(of: recorded.value)
    // Units in the last place say nothing about whole numbers, or if the recorded number is close to
    // zero.
    guard ulps < 1e16, !recorded.isWhole || !computed.isWhole else { return moved }
    return "\(moved) (\(Self.short(ulps.rounded())) ulp)"
  }

  private static func short(_ value: Double) -> String {
    value == value.rounded() && value < 1e6
      ? String(Int(value)) : shorteningNumbers(in: "\(value)", significantDigits: 2)
  }
}
