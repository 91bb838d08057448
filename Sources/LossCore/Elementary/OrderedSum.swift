/// Fewer terms than this are added up in `Double`, whatever the scalar; more are added eight at a
/// time, in the scalar's own vectors.
let shortestVectorSum = 16

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
///   - term: A single term; asked for where there are too few terms for all lanes.
///   - lanes: The eight terms from an index on. Together the two are asked for each index once,
///     from 0 upwards.
/// - Returns: The sum; 0 if there are no terms.
/// - Complexity: O(`count`), no allocation.
@inline(__always)
func orderedSum<Scalar: LossScalar>(
  count: Int,
  term: (Int) -> Double,
  lanes: (Int) -> SIMD8<Scalar>
) -> Double {
  guard count >= shortestVectorSum else { return orderedSum(few: count, term) }
  var total = CompensatedSum()
  var index = 0
  while index < count {
    let end = min(index + 512, count)
    var sums = SIMD8<Scalar>(repeating: 0)
    while index &+ 8 <= end {
      sums += lanes(index)
      index &+= 8
    }
    var rest = 0.0
    while index < end {
      rest += term(index)
      index += 1
    }
    total.add(sumOfLanes { sums[$0].wide } + rest)
  }
  return total.value
}

/// The sum of so few terms that they are no block, in the order of the others.
@inline(__always)
private func orderedSum(few count: Int, _ term: (Int) -> Double) -> Double {
  guard count >= 8 else {
    var sum = 0.0
    for index in 0..<count {
      sum += term(index)
    }
    return sum
  }
  var sums = SIMD8<Double>(repeating: 0)
  for index in 0..<8 {
    sums[index] += term(index)
  }
  var rest = 0.0
  for index in 8..<count {
    rest += term(index)
  }
  return sumOfLanes { sums[$0] } + rest
}

/// The sum of eight lanes, in pairs.
@inline(__always)
private func sumOfLanes(_ lane: (Int) -> Double) -> Double {
  let even = (lane(0) + lane(4)) + (lane(2) + lane(6))
  let odd = (lane(1) + lane(5)) + (lane(3) + lane(7))
  return even + odd
}

/// Returns the sum of the numbers, added in `Double`.
func orderedSum<Scalar: LossScalar>(_ scalars: [Scalar]) -> Double {
  scalars.withUnsafeBufferPointer { elements in
    orderedSum(count: elements.count) { index in
      elements[index].wide
    } lanes: { index in
      Scalar.widened(elements.lanes(index))
    }
  }
}
