/// A number with about twice the digits of a `Double`: the sum of one and of what that is off.
struct PreciseNumber {
  let head: Double
  /// What the head is off; 0 where that is infinite.
  let tail: Double

  /// Creates a number that is held exactly.
  init(_ head: Double) {
    self.head = head
    tail = 0
  }

  /// Creates the sum of two numbers, of which the first is the larger.
  init(large: Double, small: Double) {
    head = large + small
    tail = head.isFinite ? small - (head - large) : 0
  }

  /// Creates a product with what rounding it loses (Dekker, 1971), where no part of it overflows.
  init(_ left: Double, times right: Double) {
    head = left * right
    guard abs(left) < 0x1p900, abs(right) < 0x1p900, head.isFinite else {
      tail = 0
      return
    }
    let (a, b) = (Self.halves(left), Self.halves(right))
    tail = ((a.0 * b.0 - head) + a.0 * b.1 + a.1 * b.0) + a.1 * b.1
  }

  /// A number in two parts of 26 digits at most, whose products are exact (Veltkamp, 1968).
  private static func halves(_ number: Double) -> (Double, Double) {
    let scaled = number * 0x1.0000002p+27
    let upper = scaled - (scaled - number)
    return (upper, number - upper)
  }

  static func + (left: Self, right: Double) -> Self {
    let sum = left.head + right
    guard sum.isFinite else { return Self(sum) }
    let part = sum - left.head
    let lost = (left.head - (sum - part)) + (right - part)
    return Self(large: sum, small: lost + left.tail)
  }

  static func - (left: Self, right: Self) -> Self {
    let difference = left + -right.head
    return Self(large: difference.head, small: difference.tail - right.tail)
  }
}
