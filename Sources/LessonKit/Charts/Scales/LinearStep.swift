/// A step of 1, 2 or 5 times a power of ten.
struct LinearStep: Sendable, Equatable {
  let mantissa: Int
  let exponent: Int

  /// The smallest step that fits into a range at most `limit - 1` times.
  init(covering low: Double, to high: Double, limit: Int) {
    let raw = (high / 2 - low / 2) / Double(max(1, limit - 1)) * 2
    let floor = decade(of: max(raw, 1e-290))
    let base = powerOfTen(abs(floor))
    let fraction = floor < 0 ? raw * base : raw / base
    switch fraction {
    case ...1.000_000_001: (mantissa, exponent) = (1, floor)
    case ...2.000_000_001: (mantissa, exponent) = (2, floor)
    case ...5.000_000_001: (mantissa, exponent) = (5, floor)
    default: (mantissa, exponent) = (1, floor + 1)
    }
  }

  /// The step itself.
  var size: Double { value(of: 1) }

  /// A multiple of the step, rounded once.
  func value(of multiple: Int) -> Double {
    let digits = Double(multiple * mantissa)
    return exponent < 0 ? digits / powerOfTen(-exponent) : digits * powerOfTen(exponent)
  }

  /// The number of steps from zero to a value; `nil` if it cannot be represented exactly.
  func multiple(_ value: Double, roundingUp: Bool) -> Int? {
    let steps = value / size
    guard abs(steps) < 1e14 else { return nil }
    let nearest = wholePart(of: steps + 0.5)
    guard abs(steps - Double(nearest)) >= 1e-9 else { return nearest }
    return wholePart(of: steps) + (roundingUp ? 1 : 0)
  }
}
