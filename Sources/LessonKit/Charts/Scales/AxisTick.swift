/// A tick on an axis, with its label.
struct AxisTick: Sendable, Equatable {
  let value: Double
  let label: String
}

extension AxisTick {
  /// Round numbers within a range: multiples of 1, 2 or 5 times a power of ten, with the smallest
  /// step that gives at most `limit` of them, and at least two if the range allows.
  ///
  /// Bounds within 10⁻⁹ steps of a multiple count as that multiple.
  static func linear(from low: Double, to high: Double, limit: Int) -> [AxisTick] {
    let step = LinearStep(covering: low, to: high, limit: limit)
    guard let first = step.multiple(low, roundingUp: true),
      let last = step.multiple(high, roundingUp: false),
      first <= last, last - first < 1_000
    else { return [] }
    let multiples = first...last
    let largest = max(abs(Double(first)), abs(Double(last))) * step.size
    let isScientific = largest >= 1e6 || largest < 1e-3 && largest > 0
    return multiples.map { multiple in
      let digits = multiple * step.mantissa
      return AxisTick(
        value: step.value(of: multiple),
        label: isScientific
          ? scientificText(digits, exponent: step.exponent)
          : decimalText(digits, exponent: step.exponent)
      )
    }
  }

  /// Powers of ten within a range, only every second or third if there are more than `limit`; in a
  /// short range, also their multiples by 2 and 5; in a shorter one, round numbers.
  static func logarithmic(from low: Double, to high: Double, limit: Int) -> [AxisTick] {
    let limit = max(2, limit)
    let decades = decade(of: low)...max(decade(of: low), decade(of: high))
    let isScientific = decades.lowerBound < -4 || decades.upperBound > 5
    func tick(_ mantissa: Int, _ exponent: Int) -> AxisTick {
      let value = Double(mantissa)
      return AxisTick(
        value: exponent < 0 ? value / powerOfTen(-exponent) : value * powerOfTen(exponent),
        label: isScientific
          ? scientificText(mantissa, exponent: exponent)
          : decimalText(mantissa, exponent: exponent)
      )
    }
    func isShown(_ tick: AxisTick) -> Bool {
      tick.value >= low * (1 - 1e-9) && tick.value <= high * (1 + 1e-9)
    }
    let powers = decades.map { tick(1, $0) }.filter(isShown)
    if powers.count > limit {
      let stride = (powers.count + limit - 1) / limit
      return decades.filter { $0 % stride == 0 }.map { tick(1, $0) }.filter(isShown)
    }
    let halves = decades.flatMap { exponent in [1, 2, 5].map { tick($0, exponent) } }
      .filter(isShown)
    if halves.count <= limit, halves.count >= 2 { return halves }
    return powers.count >= 2 ? powers : linear(from: low, to: high, limit: limit)
  }
}
