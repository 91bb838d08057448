/// Fewer terms than this are added up in `Double`, whatever the scalar; more are added eight at a
/// time, in the scalar's own vectors.
let shortestVectorSum = 16

/// How many terms are added in the lanes of a vector before these are added to the total.
let blockLength = 512

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
  guard count >= shortestVectorSum else {
    guard count >= 8 else { return sumInOrder(rest(0..<count), count) }
    return sumOfLanes(rest(0..<8)) + sumInOrder(rest(8..<count), count - 8)
  }
  var total = CompensatedSum()
  var index = 0
  while index < count {
    let end = min(index + blockLength, count)
    let whole = end - (end - index) % 8
    let sums = Scalar.widened(block(index..<whole))
    total.add(sumOfLanes(sums) + (whole < end ? sumInOrder(rest(whole..<end), end - whole) : 0))
    index = end
  }
  return total.value
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
