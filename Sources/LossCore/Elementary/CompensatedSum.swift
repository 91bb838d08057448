/// A sum that keeps what its additions round off and adds that in the end (Neumaier, 1974): it is as
/// exact as if it had been computed with twice the digits.
struct CompensatedSum {
  private var sum = 0.0
  private var lost = 0.0

  /// The sum: of the terms so far, rounded.
  @inline(__always)
  var value: Double { sum + lost }

  /// The sum with what rounding it loses.
  var precise: PreciseNumber { PreciseNumber(sum) + lost }

  /// Adds a term.
  @inline(__always)
  mutating func add(_ term: Double) {
    let next = sum + term
    // An infinite sum has lost nothing that could be added back.
    if next.isFinite {
      let part = next - sum
      lost += (sum - (next - part)) + (term - part)
    }
    sum = next
  }

  /// Adds a product without rounding it.
  mutating func add(_ factor: Double, times number: PreciseNumber) {
    let product = PreciseNumber(factor, times: number.head)
    add(product.head)
    lost += product.tail + factor * number.tail
  }
}
