import Foundation

/// A page of the built site, as a reader sees its numbers.
struct BuiltPage {
  /// Every number that was computed, as it is shown or in a tooltip in full; the claims, which hold
  /// what PyTorch gave, are left out.
  let numbers: Set<String>

  init(_ html: String) {
    let cells = html.split(separator: #/<(?:figure|div) class="cell"/#)
    let text = cells.map { cell in
      guard let claim = cell.range(of: #"<p class="claim">"#) else { return Substring(cell) }
      return cell[claim.upperBound...]
    }.joined(separator: " ")
    let live = text.replacing(#/<pre [^>]*aria-label="Code.*?</pre>/#.dotMatchesNewlines()) {
      code in
      code.output.matches(of: #/<samp.*?</samp>/#).map { String($0.output) }.joined(separator: " ")
    }
    let words = live.replacing(#/<[^>]*>/#, with: " ").replacing("−", with: "-")
      .replacing("NaN", with: "nan").replacing("∞", with: "inf")
    numbers = Set(
      words.matches(of: #/-?[0-9]+\.?[0-9]*(?:e[+-]?[0-9]+)?|nan|-?inf/#).map { String($0.output) }
    )
  }

  /// Whether a number is there: within a distance, or in the five to seven digits that are shown.
  func shows(_ value: Double, within distance: Double) -> Bool {
    if value.isNaN { return numbers.contains("nan") }
    return numbers.contains { text in
      guard let number = Double(text) else { return false }
      return number == value || abs(number - value) <= max(distance, Self.rounding(text, of: value))
    }
  }

  /// Half a unit of the last digit shown, where enough of them are.
  private static func rounding(_ text: String, of value: Double) -> Double {
    let mantissa = text.prefix { $0 != "e" }.filter(\.isNumber).drop { $0 == "0" }
    guard (5...7).contains(mantissa.count), value != 0, value.isFinite else { return 0 }
    return 0.51 * pow(10, floor(log10(abs(value))) - Double(mantissa.count) + 1)
  }
}
