/// Fewer terms than this are added up in `Double`, whatever the scalar; more are added eight at a
/// time, in the scalar's own vectors.
let shortestVectorSum = 16

/// The blocks of a sum: so many terms are added in the lanes of a vector before these are added to the
/// total.
struct Blocks {
  private static let length = 512
  private let terms: Int

  @inline(__always)
  init(of terms: Int) {
    self.terms = terms
  }

  /// The number of blocks.
  @inline(__always)
  var count: Int { (terms + Self.length - 1) / Self.length }

  /// The indices of a block's terms.
  @inline(__always)
  subscript(number: Int) -> Range<Int> {
    number * Self.length..<min((number + 1) * Self.length, terms)
  }
}

/// Returns the sum of `count` terms in an order that depends on `count` alone.
///
/// Blocks of 512 terms are added in eight lanes, the lanes in pairs, and the blocks one after the
/// other, keeping what the additions lose. A lane is a place in this definition, not in a machine's
/// vector: whatever the hardware, the same additions happen in the same order, and the bits are the
/// same. The lanes add in the type of their terms, all that follows is `Double`; the relative
/// rounding error does not grow with `count` beyond a block.
///
/// - Parameters:
///   - count: The number of terms.
///   - rest: At most eight terms at the given indices, where there are not enough for all lanes.
///   - block: The sums, lane by lane, of the terms at the given indices, whose number is divisible by
///     eight. Together the two are asked for each index once, from 0 upwards.
/// - Returns: The sum; 0 if there are no terms.
/// - Complexity: O(`count`), no allocation.
@inline(__always)
func orderedSum<Scalar: LossScalar>(
  count: Int,
  rest: (Range<Int>) -> SIMD8<Double>,
  block: (Range<Int>) -> SIMD8<Scalar>
) -> Double {
  guard count >= shortestVectorSum else { return sumOfFew(count, rest) }
  let blocks = Blocks(of: count)
  var total = CompensatedSum()
  for number in 0..<blocks.count {
    total.add(sumOfBlock(blocks[number], rest, block))
  }
  return total.value
}

/// Returns the same sum, to the last bit, where several blocks may be added up at once.
@inline(__always)
func orderedSum<Scalar: LossScalar>(
  count: Int,
  _ perform: RowPerformer?,
  rest: (Range<Int>) -> SIMD8<Double>,
  block: (Range<Int>) -> SIMD8<Scalar>
) -> Double {
  guard count >= shortestVectorSum else { return sumOfFew(count, rest) }
  let blocks = Blocks(of: count)
  var total = CompensatedSum()
  for sum in Parts(of: blocks.count, perform).values({ sumOfBlock(blocks[$0], rest, block) }) {
    total.add(sum)
  }
  return total.value
}

/// The sum of fewer terms than two vectors hold.
@inline(__always)
private func sumOfFew(_ count: Int, _ terms: (Range<Int>) -> SIMD8<Double>) -> Double {
  guard count >= 8 else { return sumInOrder(terms(0..<count), count) }
  return sumOfLanes(terms(0..<8)) + sumInOrder(terms(8..<count), count - 8)
}

/// The sum of a block's terms.
@inline(__always)
private func sumOfBlock<Scalar: LossScalar>(
  _ indices: Range<Int>,
  _ rest: (Range<Int>) -> SIMD8<Double>,
  _ block: (Range<Int>) -> SIMD8<Scalar>
) -> Double {
  let whole = indices.upperBound - indices.count % 8
  let sum = sumOfLanes(Scalar.widened(block(indices.lowerBound..<whole)))
  guard whole < indices.upperBound else { return sum }
  return sum + sumInOrder(rest(whole..<indices.upperBound), indices.upperBound - whole)
}

/// The sum of the first lanes, one after the other.
@inline(__always)
private func sumInOrder(_ lanes: SIMD8<Double>, _ count: Int) -> Double {
  var sum = 0.0
  for lane in 0..<count {
    sum += lanes[lane]
  }
  return sum
}

/// The sum of eight lanes, in pairs.
@inline(__always)
func sumOfLanes(_ lanes: SIMD8<Double>) -> Double {
  let pairs = lanes.lowHalf + lanes.highHalf
  let halves = pairs.lowHalf + pairs.highHalf
  return halves.x + halves.y
}

/// Returns the sum of so many terms, added in `Double` in the same order.
@inline(__always)
func orderedSum(count: Int, _ term: (Int) -> Double) -> Double {
  func terms(_ indices: Range<Int>) -> SIMD8<Double> {
    var lanes = SIMD8<Double>(repeating: 0)
    for index in indices {
      lanes[index &- indices.lowerBound] = term(index)
    }
    return lanes
  }
  return orderedSum(count: count) { indices in
    terms(indices)
  } block: { indices in
    var sums = SIMD8<Double>(repeating: 0)
    for index in stride(from: indices.lowerBound, to: indices.upperBound, by: 8) {
      sums += terms(index..<index + 8)
    }
    return sums
  }
}

/// Returns the sum of the numbers, added in `Double`.
func orderedSum<Scalar: LossScalar>(_ scalars: [Scalar]) -> Double {
  orderedSum(count: scalars.count) { scalars[$0].wide }
}
